// What a thumb cannot hit (48 px), what the sun makes unreadable (7:1), and how far anything lies beside the screen.
() => {
  const touched = 'a, button, summary, input:not(.away), select, textarea, .shoot', all = [...document.querySelectorAll('body *')];
  const numbers = text => text.match(/[\d.]+/g).map(Number);
  const channel = value => value / 255 <= 0.03928 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4;
  const light = ([red, green, blue]) => 0.2126 * channel(red) + 0.7152 * channel(green) + 0.0722 * channel(blue);
  const behind = element => {
    for (let one = element; one; one = one.parentElement) {
      const colour = numbers(getComputedStyle(one).backgroundColor);
      if (colour.length < 4 || colour[3]) return colour;
    }
    return [255, 255, 255];
  };
  const ratio = element => {
    const [less, more] = [light(numbers(getComputedStyle(element).color)), light(behind(element))].sort((one, other) => one - other);
    return (more + 0.05) / (less + 0.05);
  };
  const says = element => element.checkVisibility() && [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
  const small = all.filter(one => one.matches(touched) && one.checkVisibility()).map(one => [one.textContent.slice(0, 30) || one.tagName, one.getBoundingClientRect()]);
  return {
    small: small.filter(([, box]) => box.height < 48 || box.width < 48).map(([text, box]) => `${text} ${box.width}x${box.height}`),
    pale: all.filter(one => says(one) && ratio(one) < 7).map(one => `${one.textContent.slice(0, 30)} ${ratio(one).toFixed(1)}`),
    beside: Math.max(0, document.documentElement.scrollWidth - innerWidth),
  };
}
