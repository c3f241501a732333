import assert from "node:assert/strict";
import test from "node:test";
import { PatchError, decodePatch, isBlock } from "../src/decode.js";
import { container, createPage } from "./page.js";
import "./loaded.js";

const SHAPES = '{"0":[["ul",["class",["",0,""]],1]],"1":[["li",["id",["row-",0,""]],1]],"2":["no slots"]}';
const FIRST = `[${SHAPES},[0,"big",[-2,1,"a",2,"b"]]]`;

const { context } = createPage(container());
const emptyTree = () => ({ shapes: new Map(), root: null, context });

/** A tree as it is once its nodes are in a page. */
function boundTree(json = FIRST) {
  const tree = emptyTree();
  const decoded = decodePatch(tree, JSON.parse(json));
  const bind = (value) => {
    if (value?.rows) value.rows.forEach(bind);
    value?.dynamics?.forEach(bind);
  };
  bind(decoded.root);
  return { ...tree, shapes: decoded.shapes, root: decoded.root };
}

function refuses(name, code, json, tree = boundTree) {
  test(`refused: ${name}`, () => {
    const subject = tree();
    assert.throws(() => decodePatch(subject, JSON.parse(json)), (error) => {
      assert.ok(error instanceof PatchError, String(error?.stack));
      assert.equal(error.code, code, error.message);
      return true;
    });
  });
}

refuses("not an array", "json", "{}");
refuses("null", "json", "null");
refuses("a first patch without a root", "no-root", "[]", emptyTree);
refuses("a list as root", "no-root", `[${SHAPES},[-2]]`, emptyTree);
refuses("an unknown shape", "unknown-shape", "[[9]]", emptyTree);
refuses("too few values", "count", `[${SHAPES},[0,"big"]]`, emptyTree);
refuses("too many values", "count", `[${SHAPES},[0,"big",null,null]]`, emptyTree);
refuses("a list with a value missing", "count", `[${SHAPES},[0,"big",[-2,1,"a",2]]]`, emptyTree);
refuses("a list without slots and without a number of rows", "count", `[${SHAPES},[0,"big",[-3]]]`, emptyTree);
refuses("a negative number of rows", "count", `[${SHAPES},[0,"big",[-3,-1]]]`, emptyTree);
refuses("a huge number of rows without slots", "too-large", `[${SHAPES},[0,"big",[-3,9007199254740991]]]`, emptyTree);
refuses("a float as value", "value", "[0,1.5]");
refuses("an integer beyond 2^53", "value", "[0,9007199254740992]");
refuses("an object as value", "value", '[0,{"a":1}]');
refuses("`true` in the pieces of an attribute", "value", "[0,true]");
refuses("a block in an attribute", "value", "[0,[2]]");
refuses("`true` as text", "value", "[1,0,1,true]");
refuses("`false` as text", "value", "[1,0,1,false]");
refuses("an empty array as value", "value", `[${SHAPES},[0,"big",[]]]`, emptyTree);
refuses("a slot that is not there", "slot", '[2,"x"]');
refuses("a huge slot", "slot", '[9007199254740991,"x"]');
refuses("a slot given as a string", "token", '["constructor","x"]');
refuses("a slot given as `__proto__`", "token", '["__proto__","x"]');
refuses("nothing after a slot", "value", "[0]");
refuses("nothing after entering a list", "value", "[1]");
refuses("a slot twice", "token", '[0,"a",0,"b"]');
refuses("a list entered twice", "token", '[1,0,1,"A",-2,1,0,1,"B"]');
refuses("a row twice", "token", '[1,0,1,"A",-1,0,0,3]');
refuses("a row that is not there", "row", '[1,2,1,"x"]');
refuses("a huge row", "row", '[1,4294967296,1,"x"]');
refuses("leaving the root", "scope", '[0,"x",-1]');
refuses("leaving more than was entered", "scope", '[1,1,1,"x",-3]');
refuses("leaving for ever", "scope", '[1,1,1,"x",-9007199254740991]');
refuses("a float as token", "token", "[0.5,1]");
refuses("a list replaced by `true`", "value", "[1,true]");
refuses("a run beyond the slots", "slot", '[[-2,"x","y"]]');
refuses("a run without values", "token", "[[-1]]");
refuses("a run that begins with text", "token", '[0,"x",["1","y"]]');
refuses("a run from a huge slot", "slot", '[[-9007199254740991,"x"]]');
refuses("a slot twice, in a run", "token", '[0,"x",[-1,"y"]]');
refuses("a number for a list in a run", "token", '[[-1,"x",1]]');
refuses("a run in a list", "token", '[1,0,1,"A",-1,[-1,"x"]]');
refuses("rows turned round that are not there", "structure", "[1,[0,-3]]");
refuses("huge rows turned round", "structure", "[1,[0,-9007199254740991]]");
refuses("an exchange with a row that is not there", "structure", "[1,[0,3,0]]");
refuses("an exchange with itself", "structure", "[1,[0,0,0]]");
refuses("an exchange with a text", "structure", '[1,[0,"1",0]]');
refuses("a text turned round", "structure", '[1,[0,"-1"]]');
refuses("a structure in a block", "token", "[[0]]".replace("[[0]]", '[0,"x",[0]]'));
refuses("two structures", "token", "[1,[0],[0]]");
refuses("a structure after a row", "token", '[1,0,1,"x",-1,[1]]');
refuses("a longer prefix than rows", "structure", "[1,[3]]");
refuses("a huge prefix", "structure", "[1,[9007199254740991]]");
refuses("a longer suffix than rows", "structure", "[1,[0,3]]");
refuses("a suffix of none", "structure", "[1,[0,0]]");
refuses("rows named twice", "structure", "[1,[2,0,1]]");
refuses("prefix and suffix that overlap", "structure", "[1,[1,2]]");
refuses("an empty range", "structure", "[1,[0,1,0]]");
refuses("a range beyond the rows", "structure", "[1,[0,1,2]]");
refuses("a huge range", "structure", "[1,[0,0,9007199254740991]]");
refuses("a huge range backwards", "structure", "[1,[0,1,-9007199254740991]]");
refuses("a range from nowhere", "structure", "[1,[0,-1,1]]");
refuses("an integer before new rows", "structure", '[1,[0,1,[3,"c"]]]');
refuses("a string in a structure", "structure", '[1,[0,"1",1]]');
refuses("new rows with a value missing", "count", '[1,[2,[3,"c",4]]]');
refuses("no new rows", "count", "[1,[2,[]]]");
refuses("a shape under `__proto__`", "shape", '[{"__proto__":["x"]}]');
refuses("a shape under `constructor`", "shape", '[{"constructor":["x"]}]');
refuses("a shape under 01", "shape", '[{"01":["x"]}]');
refuses("a shape that is no array", "shape", '[{"3":{"length":1}}]');
refuses("an id with another shape", "shape-conflict", '[{"1":["other"]}]');
refuses("slots not in order", "shape", '[{"3":[1,0]}]');
refuses("a slot twice in a shape", "shape", '[{"3":[0,0]}]');
refuses("a negative slot in a shape", "shape", '[{"3":[-1]}]');
refuses("an element without attributes", "shape", '[{"3":[["p"]]}]');
refuses("odd attributes", "shape", '[{"3":[["p",["id"]]]}]');
refuses("an element's name with a bracket", "shape", '[{"3":[["p><script",[]]]}]');
refuses("an element without a name", "shape", '[{"3":[[0,[]]]}]');
refuses("an attribute's name with a blank", "shape", '[{"3":[["p",["a b","c"]]]}]');
refuses("pieces without a slot", "shape", '[{"3":[["p",["a",["b"]]]]}]');
refuses("pieces that end with a slot", "shape", '[{"3":[["p",["a",["b",0]]]]}]');
refuses("a comment with a slot", "shape", '[{"3":[["!",0]]}]');
refuses("`null` as a node", "shape", '[{"3":[null]}]');
refuses("a shape nested too deeply", "too-deep", `[{"3":[${'["p",[],'.repeat(600)}"x"${"]".repeat(600)}]}]`);
refuses(
  "values nested too deeply", "too-deep",
  `[{"0":[0]},${"[0,".repeat(1100)}null${"]".repeat(1100)}]`, emptyTree,
);

test("a number cannot replace a block", () => {
  const tree = boundTree('[{"0":[0],"1":["x",0]},[0,[1,"a"]]]');
  assert.throws(() => decodePatch(tree, [0, -1]), { code: "token" });
});

test("what is refused leaves the tree as it was", () => {
  const tree = boundTree();
  const values = () => [tree.root.dynamics[0], tree.root.dynamics[1].rows.map(({ dynamics }) => dynamics)];
  const before = structuredClone(values());
  assert.throws(() => decodePatch(tree, JSON.parse('[{"7":["new"]},0,"small",1,[1,[5,"e"]],9,1,"x"]')));
  assert.deepEqual(values(), before);
  assert.equal(tree.shapes.has(7), false);
});

test("a shape comes once", () => {
  const tree = boundTree();
  const { shapes } = decodePatch(tree, JSON.parse('[{"7":["no slots"],"8":["no slots"]}]'));
  assert.throws(() => decodePatch({ ...tree, shapes }, JSON.parse('[{"8":["no slots"]}]')), { code: "shape-conflict" });
});

test("operations name blocks of the tree", () => {
  const tree = boundTree();
  const { operations } = decodePatch(tree, [0, "small", 1, 1, 1, "B"]);
  assert.deepEqual(operations, [
    { block: tree.root, slot: 0, value: "small" },
    { block: tree.root.dynamics[1].rows[1], slot: 1, value: "B" },
  ]);
});

test("rows and roots that are new take their tokens at once", () => {
  const tree = boundTree();
  const { operations } = decodePatch(tree, [1, [2, [3, "c"]], 2, 1, "C"]);
  assert.equal(operations.length, 1);
  assert.equal(operations[0].reorder.rows[2].dynamics[1], "C");
  const { root } = decodePatch(tree, [[0, "x", null], 0, "y"]);
  assert.equal(root.dynamics[0], "y");
});

test("a list becomes a block by way of null", () => {
  const tree = boundTree();
  const { operations } = decodePatch(tree, [1, null, 1, [2]]);
  assert.equal(operations.length, 1);
  assert.ok(isBlock(operations[0].value));
});
