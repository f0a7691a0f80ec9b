/* The atlas in the browser. Whatever comes from the register is written with textContent, never as markup. */
window.ExitAtlas = (function () {
  "use strict";
  const SVG = "http://www.w3.org/2000/svg";

  function draw(name, attributes) {
    const node = document.createElementNS(SVG, name);
    for (const key in attributes) node.setAttribute(key, attributes[key]);
    return node;
  }

  function canvas(size, view) {
    return draw("svg", { width: size, height: size, viewBox: [-view, -view, 2 * view, 2 * view].join(" ") });
  }

  function pane(map, name, order) {
    if (!map.getPane(name)) map.createPane(name).style.zIndex = order;
    return name;
  }

  function tip(lines) {
    const box = document.createElement("div");
    lines.forEach(function (line, index) {
      const part = document.createElement(index ? "span" : "b");
      part.textContent = line;
      box.appendChild(part);
    });
    return box;
  }

  /* ---- areas ---------------------------------------------------------------------------------------------------- */
  function areas(map, data) {
    const layer = L.geoJSON(data, {
      pane: pane(map, "atlas-areas", 350), interactive: false,
      style: function (feature) { return feature.properties.style; },
    });
    data.features.forEach(function (feature) { label(map, feature.properties).addTo(layer); });
    map.exitAtlasAreas = layer;
    return layer;
  }

  /* Shades travel as code -> colour; the outlines are in the base map already. */
  const Shades = L.Layer.extend({
    initialize: function (colours) { this._colours = colours; },
    onAdd: function (map) {
      const colours = this._colours;
      map.exitAtlasAreas.setStyle(function (feature) {
        return Object.assign({}, feature.properties.style, { fillColor: colours[feature.id] || "#FFFFFF" });
      });
    },
    onRemove: function () {},
  });

  function label(map, area) {
    const text = document.createElement("span");
    text.textContent = area.label;
    const icon = L.divIcon({ html: text, className: "atlas-label is-" + area.kind + " at-" + area.anchor, iconSize: [0, 0] });
    return L.marker([area.centre[1], area.centre[0]], { icon: icon, interactive: false, keyboard: false, pane: pane(map, "atlas-labels", 440) });
  }

  /* ---- enterprises ---------------------------------------------------------------------------------------------- */
  function named(svg, name) {
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", name);
    return svg;
  }

  function marker(symbol) {
    const svg = canvas(20, 9);
    const path = draw("path", { d: symbol.path, fill: symbol.fill, stroke: symbol.stroke, "stroke-width": 1.6 });
    if (symbol.dashed) path.setAttribute("stroke-dasharray", "2.5 1.5");
    svg.appendChild(path);
    return svg;
  }

  function points(map, data) {
    const group = L.markerClusterGroup({
      maxClusterRadius: 42, showCoverageOnHover: false, spiderfyDistanceMultiplier: 1.4, animateAddingMarkers: false,
      iconCreateFunction: function (cluster) { return ring(cluster, data); },
    });
    group.addLayers(L.geoJSON(data.features, { pointToLayer: function (feature, place) { return point(feature, place, data); } }).getLayers());
    return group;
  }

  function point(feature, place, options) {
    const enterprise = feature.properties, symbol = options.symbols[enterprise.verdict];
    const name = enterprise.enterprise_name + " · " + enterprise.verdict_name;
    const icon = L.divIcon({ html: named(marker(symbol), name), className: "atlas-point verdict-" + enterprise.verdict.replace(/_/g, "-"), iconSize: [20, 20] });
    const lines = [enterprise.enterprise_name, [enterprise.area_name, enterprise.sector_name].filter(Boolean).join(" · "),
      enterprise.verdict_name + " · " + options.words.lines.replace("{count}", enterprise.line_count)];
    return L.marker(place, { icon: icon, title: "", alt: enterprise.enterprise_name, riseOnHover: true })
      .bindTooltip(tip(lines), { className: "atlas-tip", direction: "top", offset: [0, -8] });
  }

  /* A cluster is a ring of the verdicts inside it, gravest first, around their number. */
  function ring(cluster, options) {
    const counts = {}, all = cluster.getAllChildMarkers();
    all.forEach(function (child) { const verdict = child.feature.properties.verdict; counts[verdict] = (counts[verdict] || 0) + 1; });
    const size = all.length < 10 ? 32 : all.length < 100 ? 40 : 48, svg = canvas(size, 20), circumference = 2 * Math.PI * 16;
    svg.appendChild(draw("circle", { r: 19.3, fill: "#FFFFFF", stroke: "#8A8F98", "stroke-width": .7 }));
    let start = 0;
    options.order.forEach(function (verdict) {
      const share = (counts[verdict] || 0) / all.length * circumference, symbol = options.symbols[verdict];
      if (!share) return;
      const hollow = symbol.fill === "#FFFFFF";
      svg.appendChild(draw("circle", { r: 16, fill: "none", stroke: hollow ? "#DDE1E6" : symbol.fill, "stroke-width": 5, transform: "rotate(-90)",
        "stroke-dasharray": share + " " + circumference, "stroke-dashoffset": -start }));
      start += share;
    });
    svg.appendChild(draw("circle", { r: 13.2, fill: "#FFFFFF", stroke: "#FFFFFF" }));
    const number = draw("text", { y: 1, "font-size": all.length < 1000 ? 12 : 10 });
    number.textContent = String(all.length);
    svg.appendChild(number);
    named(svg, options.words.enterprises.replace("{count}", all.length));
    return L.divIcon({ html: svg, className: "atlas-cluster", iconSize: [size, size] });
  }

  /* ---- legend and fullscreen ------------------------------------------------------------------------------------- */
  const Legend = L.Layer.extend({
    initialize: function (markup) { this._markup = markup; },
    onAdd: function (map) {
      const markup = this._markup, control = L.control({ position: "bottomright" });
      control.onAdd = function () {
        const box = L.DomUtil.create("div", "atlas-legend");
        box.innerHTML = markup;
        const fold = box.querySelector("details");
        if (fold && map.getSize().x < 480) fold.removeAttribute("open");
        L.DomEvent.disableClickPropagation(box);
        return box;
      };
      this._control = control.addTo(map);
    },
    onRemove: function () { this._control.remove(); },
  });

  function controls(map, words) {
    const layer = L.layerGroup(), title = words.fullscreen;
    document.documentElement.lang = words.lang;
    map.getContainer().setAttribute("role", "region");
    map.getContainer().setAttribute("aria-label", words.map);
    [["in", words.nearer], ["out", words.farther]].forEach(function (pair) {
      const button = map.getContainer().querySelector(".leaflet-control-zoom-" + pair[0]);
      button.title = pair[1]; button.setAttribute("aria-label", pair[1]);
    });
    L.control.scale({ imperial: false, position: "bottomleft" }).addTo(map);
    const bar = L.control({ position: "topleft" }), box = map.getContainer(), usual = box.style.height;
    bar.onAdd = function () {
      const frame = L.DomUtil.create("div", "leaflet-bar atlas-full-bar"), button = L.DomUtil.create("a", "atlas-full", frame);
      button.href = "#"; button.title = title; button.setAttribute("role", "button"); button.setAttribute("aria-label", title);
      const svg = canvas(14, 7);
      svg.appendChild(draw("path", { d: "M-6,-2V-6H-2M2,-6H6V-2M6,2V6H2M-2,6H-6V2", fill: "none", stroke: "#1D2733", "stroke-width": 1.8 }));
      button.appendChild(svg);
      L.DomEvent.disableClickPropagation(frame);
      L.DomEvent.on(button, "click", function (event) {
        L.DomEvent.preventDefault(event);
        if (document.fullscreenElement) document.exitFullscreen(); else document.documentElement.requestFullscreen();
      });
      return frame;
    };
    bar.addTo(map);
    document.addEventListener("fullscreenchange", function () {
      box.style.height = document.fullscreenElement ? "100vh" : usual;
      map.invalidateSize();
    });
    return layer;
  }

  /* ---- pictures -------------------------------------------------------------------------------------------------- */
  function tiles(map, url) {
    return L.tileLayer(url, { maxZoom: 18, pane: pane(map, "atlas-tiles", 430) });
  }

  function basemap(map, data) {
    const layer = L.tileLayer(data.url, { maxZoom: 18, attribution: data.name }), choice = {};
    choice[data.name] = layer;
    L.control.layers(null, choice, { position: "topright", collapsed: false }).addTo(map);
    return layer;
  }

  const KINDS = {
    areas: areas, points: points, controls: controls, tiles: tiles, basemap: basemap,
    shades: function (map, colours) { return new Shades(colours); },
    legend: function (map, markup) { return new Legend(markup); },
  };

  /* Data come as base64 of JSON in UTF-8: see `sealed` in lib/maps/atlas.py. */
  function opened(sealed) {
    return JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(sealed), function (sign) { return sign.charCodeAt(0); })));
  }

  return { draw: function (map, kind, sealed) { return KINDS[kind](map, opened(sealed)); } };
})();
