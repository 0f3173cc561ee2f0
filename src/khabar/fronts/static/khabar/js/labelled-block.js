// A block whose line, while it is folded up, says only what is filled in: a choice that nobody made
// has no label, which the line would write as "null".

class LabelledBlock extends window.wagtailStreamField.blocks.StructBlockDefinition {
  render(...given) {
    const block = super.render(...given);
    for (const child of Object.values(block.childBlocks)) {
      const label = child.getTextLabel?.bind(child);
      child.getTextLabel = (options) => label?.(options) ?? "";
    }
    return block;
  }
}

window.telepath.register("khabar.fronts.LabelledBlock", LabelledBlock);
