// The texts inside the builder whose contrast with what lies behind them is below 4.5:1, with their figures.
() => {
  const channels = (colour) => (colour.match(/[\d.]+/g) ?? []).map(Number);
  const opaque = (colour) => channels(colour).length === 3 || channels(colour)[3] === 1;
  const light = (colour) => {
    const [red, green, blue] = channels(colour)
      .slice(0, 3)
      .map((value) => value / 255)
      .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const behind = (node) => {
    for (let at = node; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (opaque(colour)) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const contrast = (node) => {
    const [one, other] = [light(getComputedStyle(node).color), light(behind(node))].sort((a, b) => b - a);
    return (one + 0.05) / (other + 0.05);
  };
  const speaks = (node) =>
    !node.disabled &&
    !node.closest("svg") &&
    node.getClientRects().length &&
    (node.matches("input, textarea, select") || [...node.childNodes].some((part) => part.nodeType === 3 && part.data.trim()));
  return [...document.querySelectorAll(".pmkit-builder *")]
    .filter((node) => speaks(node) && contrast(node) < 4.5)
    .map((node) => `${node.className || node.tagName}: ${contrast(node).toFixed(2)}`);
};
