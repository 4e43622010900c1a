// What a builder's elements look like, remembered, and what of it is another after style sheets were added.
() => {
  const LOOKED_AT =
    `display position top right bottom left flex-grow flex-shrink flex-basis flex-direction flex-wrap align-items
    justify-content grid-template-columns column-gap row-gap width height min-width min-height max-width max-height
    margin-top margin-right margin-bottom margin-left padding-top padding-right padding-bottom padding-left
    border-top-width border-right-width border-bottom-width border-left-width border-top-style border-left-style
    border-top-color border-bottom-color border-left-color border-top-left-radius background-color color content
    opacity font-family font-size font-weight font-style line-height letter-spacing text-transform text-align
    text-decoration-line text-indent white-space overflow-wrap overflow-x overflow-y text-overflow cursor outline-style
    box-shadow list-style-type z-index`.split(/\s+/);
  let before = new Map();
  const styles = (node, part) => {
    const style = getComputedStyle(node, part);
    return LOOKED_AT.map((name) => `${part ?? ""} ${name}: ${style.getPropertyValue(name)}`);
  };
  const looks = (node) => [...styles(node), ...styles(node, "::before")];
  const nodes = () => [...document.querySelectorAll(".jp-OutputArea, .jp-OutputArea :not(svg *)")];
  const all = () => new Map(nodes().map((node) => [node, looks(node)]));

  window.rememberLooks = () => {
    before = all();
    return before.size;
  };
  window.addSheets = (sheets, place) => {
    const styles = sheets.map((textContent) => Object.assign(document.createElement("style"), { textContent }));
    for (const style of styles) style.className = "added";
    if (place === "before") document.head.prepend(...styles);
    else document.head.append(...styles);
  };
  window.removeSheets = () => {
    for (const style of document.querySelectorAll(".added")) style.remove();
  };
  window.changedLooks = () => {
    const told = [];
    const now = all();
    if (now.size !== before.size) told.push(`${before.size} elements have become ${now.size}`);
    for (const [node, looks] of now) {
      const was = before.get(node) ?? [];
      looks.forEach((look, index) => {
        if (look !== was[index]) told.push(`${node.tagName} ${node.className}, ${look}; was ${was[index]}`);
      });
    }
    return told;
  };
};
