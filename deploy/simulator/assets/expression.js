// Reads APL's data-binding expressions, "${viewport.shape == 'round' ? 1 : 2}",
// as far as our documents use them. A small parser of its own: no eval.

const TOKEN = /\s*(?:(\d+(?:\.\d+)?)|'([^']*)'|"([^"]*)"|([A-Za-z_]\w*)|(==|!=|<=|>=|&&|\|\||[?:.[\]()!<>+\-*/%]))/y;

function tokens(source) {
  const out = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < source.trimEnd().length) {
    const found = TOKEN.exec(source);
    if (!found) throw new SyntaxError(`can't read ${source}`);
    const [, number, single, double, name, sign] = found;
    if (number !== undefined) out.push({ value: Number(number) });
    else if (single !== undefined || double !== undefined) out.push({ value: single ?? double });
    else if (name !== undefined) out.push({ name });
    else out.push({ sign });
  }
  return out;
}

const BINDS = { "||": 1, "&&": 2, "==": 3, "!=": 3, "<": 4, ">": 4, "<=": 4, ">=": 4, "+": 5, "-": 5, "*": 6, "/": 6, "%": 6 };
const APPLY = {
  "==": (a, b) => a === b, "!=": (a, b) => a !== b,
  "<": (a, b) => a < b, ">": (a, b) => a > b, "<=": (a, b) => a <= b, ">=": (a, b) => a >= b,
  "+": (a, b) => a + b, "-": (a, b) => a - b, "*": (a, b) => a * b, "/": (a, b) => a / b, "%": (a, b) => a % b,
  "&&": (a, b) => a && b, "||": (a, b) => a || b,
};
const WORDS = { true: true, false: false, null: null };

class Parser {
  constructor(source, scope) {
    this.tokens = tokens(source);
    this.at = 0;
    this.scope = scope;
  }

  sign(wanted) {
    if (this.tokens[this.at]?.sign !== wanted) return false;
    this.at++;
    return true;
  }

  choice() {
    const condition = this.binary(0);
    if (!this.sign("?")) return condition;
    const yes = this.choice();
    if (!this.sign(":")) throw new SyntaxError("a ? without its :");
    const no = this.choice();
    return condition ? yes : no;
  }

  binary(least) {
    let left = this.unary();
    for (;;) {
      const sign = this.tokens[this.at]?.sign;
      const binds = BINDS[sign];
      if (!binds || binds <= least) return left;
      this.at++;
      left = APPLY[sign](left, this.binary(binds));
    }
  }

  unary() {
    if (this.sign("!")) return !this.unary();
    if (this.sign("-")) return -this.unary();
    return this.member(this.primary());
  }

  member(value) {
    for (;;) {
      if (this.sign(".")) {
        value = own(value, this.tokens[this.at++]?.name);
      } else if (this.sign("[")) {
        value = own(value, this.choice());
        if (!this.sign("]")) throw new SyntaxError("a [ without its ]");
      } else return value;
    }
  }

  primary() {
    if (this.sign("(")) {
      const value = this.choice();
      if (!this.sign(")")) throw new SyntaxError("a ( without its )");
      return value;
    }
    const token = this.tokens[this.at++];
    if (!token || token.sign) throw new SyntaxError("an expression that stops too soon");
    if ("value" in token) return token.value;
    return token.name in WORDS ? WORDS[token.name] : this.scope[token.name];
  }
}

/** What a thing itself has: never what its prototype lends it. */
function own(thing, key) {
  return thing !== null && thing !== undefined && Object.hasOwn(Object(thing), key) ? thing[key] : undefined;
}

/** A scope within another: what it has hides what is around it. */
export function within(around, names) {
  return Object.assign(Object.create(around), names);
}

/** The value of a property: expressions in "${…}" are read, all else is as it stands. */
export function evaluate(value, scope) {
  if (typeof value !== "string") return value;
  const whole = /^\$\{([^}]*)\}$/.exec(value);
  if (whole) return new Parser(whole[1], scope).choice();
  return value.replace(/\$\{([^}]*)\}/g, (_, source) => {
    const part = new Parser(source, scope).choice();
    return part === undefined || part === null ? "" : String(part);
  });
}
