"""The feeds, each with the keys of the list that it carries."""

from khabar.branding.keys import BRAND
from khabar.contributors.keys import contributor_key
from khabar.delivery.declaring import finished
from khabar.stories.keys import latest_key, list_key
from khabar.syndication import listing
from khabar.syndication.feeding import StoriesFeed
from khabar.topics.keys import SECTIONS, topic_key

edition = finished(keys=lambda request, language: [latest_key(language), BRAND])(
    StoriesFeed(listing.edition)
)
section = finished(
    keys=lambda request, language, slug: [list_key("section", slug, language), SECTIONS, BRAND]
)(StoriesFeed(listing.section))
topic = finished(
    keys=lambda request, language, slug: [
        list_key("topic", slug, language),
        topic_key(slug),
        BRAND,
    ]
)(StoriesFeed(listing.topic))
contributor = finished(
    keys=lambda request, language, slug: [
        list_key("by", slug, language),
        contributor_key(slug),
        BRAND,
    ]
)(StoriesFeed(listing.contributor))
