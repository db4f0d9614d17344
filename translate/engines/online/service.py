"""What differs between online services, each in one record; how deep-translator reaches them."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from translate.engines.online.transport import Answer, Transport
from translate.engines.online.wire import DEEPL, NOTRANSLATE, Wire
from translate.errors import EngineError

Send = Callable[[Any, Transport, Sequence[str]], list[object]]


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a service.

    Args:
        argument: Argument of deep-translator's class, and name in the configuration file.
        environment: Environment variables that may hold it, first one first.
        required: Whether the service cannot be called without.
    """

    argument: str
    environment: tuple[str, ...]
    required: bool = True


@dataclass(frozen=True, slots=True)
class Service:
    """An online service.

    Args:
        name: As on the command line.
        module: Module of deep-translator.
        translator: Class in that module.
        codes: The service's codes for Korean and English.
        origin: Beginning of the addresses that deep-translator calls.
        url: Where they are now.
        longest: Longest text that it takes, in characters or in UTF-8 bytes.
        unit: ``characters`` or ``bytes``.
        rate: Most requests a second.
        keys: What it wants to know of its users.
        texts: Most texts of one request.
        wire: How pins are protected by the service's own means, or None.
        options: Further arguments of deep-translator's class.
        headers: Names of request headers that the service has changed since, old to new.
        send: How several texts are sent.
        verdict: The real HTTP status of an answer, for services that report errors with status 200.
    """

    name: str
    module: str
    translator: str
    codes: tuple[str, str]
    origin: str
    url: str
    longest: int
    rate: float
    unit: str = "characters"
    keys: tuple[Key, ...] = ()
    texts: int = 1
    wire: Wire | None = None
    options: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    send: Send | None = None
    verdict: Callable[[Answer], int] | None = None

    def address(self, keys: Mapping[str, str]) -> str:
        """The service's address for a user with these keys.

        Args:
            keys: By argument name.
        """
        # DeepL marks the keys of its free plan, which has an address of its own.
        return "https://api-free.deepl.com" if keys.get("api_key", "").endswith(":fx") else self.url

    def connect(self, transport: Transport, keys: Mapping[str, str]) -> Any:
        """deep-translator's class for this service, with our transport in place of its ``requests``.

        The class comes from a private copy of its module, so that deep-translator as other code of the
        process sees it stays as it is.

        Args:
            transport: What carries the requests.
            keys: By argument name.

        Raises:
            EngineError: The installed deep-translator has no such service.
        """
        spec = importlib.util.find_spec(f"deep_translator.{self.module}")
        if spec is None or spec.loader is None:
            raise EngineError(f"deep-translator has no {self.module}", mend="pip install 'yongeo[online]'")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        module.__dict__["requests"] = transport
        # "auto" passes every class's own check; several of them do not know Korean, or call it "Korean".
        translator = getattr(module, self.translator)(source="auto", target="auto", **keys, **self.options)
        translator.source, translator.target = self.codes
        return translator


def one_by_one(translator: Any, transport: Transport, texts: Sequence[str]) -> list[object]:
    """Send each text in a request of its own, as deep-translator does.

    Args:
        translator: deep-translator's object.
        transport: Not used: the translator holds it.
        texts: In the service's own form.
    """
    return [translator.translate(text) for text in texts]


def _deepl(translator: Any, transport: Transport, texts: Sequence[str]) -> list[object]:
    """deep-translator sends the key in the address by GET, which the service takes no longer."""
    answer = transport.post(
        f"{translator._base_url}translate",
        headers={"Authorization": f"DeepL-Auth-Key {translator.api_key}"},
        json={
            "text": list(texts),
            "source_lang": translator.source,
            "target_lang": translator.target,
            "tag_handling": "xml",
            "ignore_tags": [f"p{number}" for number in range(1, DEEPL.most + 1)],
        },
    )
    return [item["text"] for item in answer.json()["translations"]]


def _microsoft(translator: Any, transport: Transport, texts: Sequence[str]) -> list[object]:
    answer = transport.post(
        translator._base_url,
        params={**translator._url_params, "from": translator.source, "to": translator.target},
        headers=translator.headers,
        json=[{"Text": text} for text in texts],
    )
    return [item["translations"][0]["text"] for item in answer.json()]


def _libre(translator: Any, transport: Transport, texts: Sequence[str]) -> list[object]:
    """deep-translator puts text and key into the address; here they stand in the body."""
    request = {
        "q": list(texts),
        "source": translator.source,
        "target": translator.target,
        "format": "text",
    }
    if translator.api_key != NO_KEY:
        request["api_key"] = translator.api_key
    answer = transport.post(f"{translator._base_url}translate", json=request)
    return list(answer.json()["translatedText"])


def _mymemory(answer: Answer) -> int:
    """MyMemory writes its errors where the translation stands, with status 200."""
    try:
        return int(answer.json()["responseStatus"])
    except (ValueError, KeyError, TypeError):
        return answer.status_code


def _baidu(answer: Answer) -> int:
    try:
        code = str(answer.json().get("error_code", ""))
    except (ValueError, AttributeError):
        return answer.status_code
    if code in ("", "52000"):
        return answer.status_code
    return {"54003": 429, "54005": 429, "52001": 503, "52002": 503, "52003": 401, "54001": 401}.get(code, 400)


NO_KEY = "-"  # deep-translator's LibreTranslate class insists on a key; most servers have none

SERVICES: Mapping[str, Service] = {
    service.name: service
    for service in (
        Service(
            name="google",
            module="google",
            translator="GoogleTranslator",
            codes=("ko", "en"),
            origin="https://translate.google.com",
            url="https://translate.google.com",
            longest=1500,  # deep-translator allows 5,000, but Korean is nine times as long in an address
            rate=4,  # 5 requests a second and 200,000 a day
        ),
        Service(
            name="deepl",
            module="deepl",
            translator="DeeplTranslator",
            codes=("KO", "EN-US"),
            origin="https://api-free.deepl.com",
            url="https://api.deepl.com",
            longest=10_000,  # a request may have 128 KiB
            rate=10,
            keys=(Key("api_key", ("DEEPL_API_KEY", "DEEPL_AUTH_KEY")),),
            texts=50,
            wire=DEEPL,
            send=_deepl,
        ),
        Service(
            name="papago",
            module="papago",
            translator="PapagoTranslator",
            codes=("ko", "en"),
            origin="https://openapi.naver.com/v1/papago/n2mt",  # closed in 2024
            url="https://papago.apigw.ntruss.com/nmt/v1/translation",
            longest=4500,
            rate=8,
            keys=(
                Key("client_id", ("PAPAGO_CLIENT_ID", "NAVER_CLIENT_ID")),
                Key("secret_key", ("PAPAGO_CLIENT_SECRET", "NAVER_CLIENT_SECRET")),
            ),
            headers={
                "X-Naver-Client-Id": "X-NCP-APIGW-API-KEY-ID",
                "X-Naver-Client-Secret": "X-NCP-APIGW-API-KEY",
            },
        ),
        Service(
            name="microsoft",
            module="microsoft",
            translator="MicrosoftTranslator",
            codes=("ko", "en"),
            origin="https://api.cognitive.microsofttranslator.com",
            url="https://api.cognitive.microsofttranslator.com",
            longest=10_000,
            rate=10,
            keys=(
                Key("api_key", ("MICROSOFT_API_KEY",)),
                Key("region", ("MICROSOFT_REGION",), required=False),
            ),
            texts=100,
            wire=NOTRANSLATE,
            options={"textType": "html"},
            send=_microsoft,
        ),
        Service(
            name="mymemory",
            module="mymemory",
            translator="MyMemoryTranslator",
            codes=("ko-KR", "en-US"),
            origin="http://api.mymemory.translated.net",
            url="https://api.mymemory.translated.net",
            longest=490,
            unit="bytes",
            rate=2,
            keys=(Key("email", ("MYMEMORY_EMAIL",), required=False),),
            verdict=_mymemory,
        ),
        Service(
            name="libre",
            module="libre",
            translator="LibreTranslator",
            codes=("ko", "en"),
            origin="https://libretranslate.de",
            url="https://libretranslate.com",
            longest=1500,  # the public server takes 2,000
            rate=10,
            keys=(Key("api_key", ("LIBRE_API_KEY",), required=False),),
            texts=25,
            send=_libre,
        ),
        Service(
            name="baidu",
            module="baidu",
            translator="BaiduTranslator",
            codes=("kor", "en"),
            origin="https://fanyi-api.baidu.com",
            url="https://fanyi-api.baidu.com",
            longest=4500,
            unit="bytes",
            rate=1,
            keys=(Key("appid", ("BAIDU_APPID",)), Key("appkey", ("BAIDU_APPKEY",))),
            verdict=_baidu,
        ),
    )
}
"""Every service that can be asked for, by name."""

UNUSABLE: Mapping[str, str] = {
    "yandex": "its interface 1.5, the only one that deep-translator knows, was shut down",
    "qcri": "it does not translate from Korean",
    "pons": "it is a dictionary of words without Korean",
    "linguee": "it is a dictionary of words without Korean",
    "chatgpt": "deep-translator calls it by an interface that the openai package has dropped",
}
"""Services of deep-translator that cannot translate Korean articles, and why."""
