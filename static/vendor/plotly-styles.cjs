// Print the style sheet that plotly.js would put into the page itself, which a strict policy forbids.
const fs = require("fs");
const text = fs.readFileSync(process.argv[2], "utf8");
const start = text.indexOf('{"X,X div"');
if (start < 0) throw new Error("This build of plotly.js keeps its rules elsewhere.");
const literal = text.slice(start, text.indexOf("}", start) + 1);
const rules = new Function(`return ${literal}`)();
for (const [name, rule] of Object.entries(rules)) {
  const selector = name.replace(/^,/, " ,").replace(/X/g, ".js-plotly-plot .plotly").replace(/Y/g, ".plotly-notifier");
  console.log(`${selector} { ${rule} }`);
}
