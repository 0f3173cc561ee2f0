"""What readers say under a story, who said it as far as we know, and what was done about it."""

from khabar.comments.models.comments import DEEPEST, Comment, Commenter, CommentRevision
from khabar.comments.models.decisions import Action, Appeal, Learning
from khabar.comments.models.rules import Policy, WordRule
from khabar.comments.models.signs import Report, Subscription, Vote

__all__ = [
    "DEEPEST",
    "Action",
    "Appeal",
    "Comment",
    "CommentRevision",
    "Commenter",
    "Learning",
    "Policy",
    "Report",
    "Subscription",
    "Vote",
    "WordRule",
]
