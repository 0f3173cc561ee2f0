// The editor's "link to a story" button: a chooser of stories, and how such a link looks in the text.
(() => {
  const { DocumentModalWorkflowSource, TooltipEntity, registerPlugin } = window.draftail;
  const { createElement } = window.React;

  class StoryLinkSource extends DocumentModalWorkflowSource {
    getChooserConfig() {
      return {
        url: this.props.entityType.chooserUrls.storyChooser,
        urlParams: {},
        onload: window.CHOOSER_MODAL_ONLOAD_HANDLERS,
        responses: { chosen: this.onChosen },
      };
    }

    filterEntityData(story) {
      return { id: story.id, string: story.string, url: story.edit_url };
    }
  }

  const StoryLink = (props) => {
    const { string, url } = props.contentState.getEntity(props.entityKey).getData();
    return createElement(TooltipEntity, { ...props, icon: "#icon-doc-full-inverse", label: string, url });
  };

  registerPlugin({ type: "STORY", source: StoryLinkSource, decorator: StoryLink }, "entityTypes");
})();
