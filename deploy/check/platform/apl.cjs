// Validates APL documents: a JSON list of {name, document} on standard input, a JSON
// object of what is wrong with each by name on standard output.
const { StaticAplTemplateValidator } = require('apl-suggester');

async function main() {
  const chunks = [];
  for await (const chunk of process.stdin) chunks.push(chunk);
  const wrong = {};
  for (const { name, document } of JSON.parse(Buffer.concat(chunks).toString())) {
    wrong[name] = await new StaticAplTemplateValidator().validate(document);
  }
  process.stdout.write(JSON.stringify(wrong));
}

main().catch((err) => {
  console.error(err);
  process.exit(1);
});
