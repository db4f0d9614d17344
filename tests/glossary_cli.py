"""``yongeo glossary`` through the real command line, and a glossary to try it on."""

from __future__ import annotations

from click.testing import CliRunner, Result

from translate.commands import main

TEXT = """\
# yaml-language-server: $schema=./schema.json
version: 1
source: ko
target: en
entries:
  - source: 생성형 AI
    target: generative AI   # 소문자로
    variants: [생성형 인공지능]
    case: sentence
    tags: [ai]
  - {source: 한은, target: "BOK", forbid: [Korea Bank]}
  # 이름
  - source: 인터넷진흥회
    target: Internet Promotion Society
    status: deprecated
    note: 새말은 디지털진흥회
terms:
  챗GPT: ChatGPT
"""


def run(*arguments: object, input: str | bytes | None = None, **variables: str) -> Result:
    result = CliRunner().invoke(main, ["glossary", *map(str, arguments)], input=input, env=variables)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert "Traceback" not in result.output
    return result


def out(*arguments: object, **options: str) -> str:
    result = run(*arguments, **options)
    assert result.exit_code == 0, result.output
    return result.stdout


def lines(text: str) -> list[str]:
    return text.splitlines()
