"""One printing of the results: which results, in which language, dated when, with which history.

Documents read the results document through here. They pick, sort and word; every figure they
print is a string that stands in the results.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta, timezone
from functools import cached_property
from typing import Any

from zhiliang.core.notice.book import Labels
from zhiliang.core.period import Period
from zhiliang.evaluation.documents.reference import departments
from zhiliang.evaluation.documents.words import Words
from zhiliang.evaluation.results import public_results, results_digest

Results = Mapping[str, Any]
Subject = Mapping[str, Any]
Item = Mapping[str, Any]
MONTHS = "January February March April May June July August September October November December"


@dataclass(frozen=True)
class Edition:
    """`history` maps a year to its results, `places` a place code to {"zh": …, "en": …}."""

    results: Results
    issued: date
    language: str = "zh"
    history: Mapping[Any, Results] = field(default_factory=dict)
    places: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    files: tuple[str, ...] = ()

    @cached_property
    def words(self) -> Words:
        return Words(self.language, (*self.files, "common"))

    @cached_property
    def digest(self) -> str:
        return str(self.results.get("digest") or results_digest(self.results))

    @cached_property
    def sample(self) -> bool:
        """Whether any year that is shown rests on sample data."""
        return any(is_sample(results) for results in self.years.values())

    @cached_property
    def period_text(self) -> str:
        period = Period.parse(str(self.results["period"]))
        return period.label_zh if self.language == "zh" else period.label_en

    @cached_property
    def issued_text(self) -> str:
        month_name = MONTHS.split()[self.issued.month - 1]
        return self.words(
            "date",
            year=self.issued.year,
            month=self.issued.month,
            day=self.issued.day,
            month_name=month_name,
        )

    @cached_property
    def earlier(self) -> dict[int, Results]:
        """Results of earlier years, oldest first."""
        years = {int(year): results for year, results in self.history.items()}
        return {year: years[year] for year in sorted(years) if year < int(self.results["year"])}

    @cached_property
    def years(self) -> dict[int, Results]:
        """Earlier years and this one, oldest first."""
        return {**self.earlier, int(self.results["year"]): self.results}

    def say(self, thing: Mapping[str, Any], name: str = "name") -> str:
        """`name_zh` or `name_en` of `thing`; Chinese where there is no English text."""
        zh = str(thing.get(f"{name}_zh") or "")
        return zh if self.language == "zh" else str(thing.get(f"{name}_en") or zh)

    def short(self, subject: Subject) -> str:
        """A city's name as lists and tiles print it: 广州, not 广州市."""
        name = self.say(subject)
        return name.removesuffix("市") if subject["kind"] == "city" and len(name) > 2 else name

    def place(self, code: str) -> str:
        """A place's name, else its code."""
        if code in self.places:
            return self.places[code].get(self.language) or code
        found = [s for s in self.results["subjects"] if s["code"] == code]
        return self.say(found[0]) if found else code

    def grounds(self, subject: Subject) -> str:
        """Why a subject was vetoed: the item's name and what was found."""
        brackets = "（{}）" if self.language == "zh" else " ({})"
        grounds = [brackets.format(self.say(veto, "ground")) for veto in subject["vetoes"]]
        names = self.veto_names(subject)
        return self.words("semicolon").join(map(str.__add__, names, grounds))

    def veto_names(self, subject: Subject) -> list[str]:
        """Names of the items that vetoed a subject."""
        names = {item["key"]: self.say(item) for item in subject["items"]}
        return [names.get(veto["key"], veto["key"]) for veto in subject["vetoes"]]

    def lead(self, item: Item) -> str:
        """Name of an item's lead department, else what the scheme calls it."""
        code = str(item.get("lead") or "")
        named = self.results["scheme"].get("departments") or departments()
        return self.say(named[code]) if code in named else code

    def amount(self, value: object, unit: str) -> str:
        """A figure with its unit; a dash where there is none."""
        if value is None or value == "":
            return self.words("no_data")
        return f"{value}{self.words.known('unit', unit)}"

    def bare(self, value: object, unit: str) -> str:
        """A figure whose unit stands beside it elsewhere; only % is repeated."""
        return self.amount(value, unit if unit == "%" else "")

    def aim(self, target: Mapping[str, Any]) -> str:
        """A target value with its comparison: ≥95%."""
        return self.words.known("op", target["op"]) + self.amount(target["target"], target["unit"])

    def origin(self, *sources: str | None) -> str:
        """Names of the sources, each once, in the order given."""
        named = dict.fromkeys(source for source in sources if source)
        return self.words.join([self.words.known("data_source", source) for source in named])

    def labels(self) -> Labels:
        return Labels(
            contents=self.words("contents"),
            source=self.words("source"),
            method=self.words("method"),
            sample_badge=self.words("sample.badge"),
            sample_mark=self.words("sample.mark"),
        )

    def facts(self) -> list[str]:
        """What lets a reader check the paper: as-of time, scheme, digest."""
        scheme = self.results["scheme"]
        key = "facts.scheme_example" if scheme.get("example") else "facts.scheme"
        return [
            self.words("facts.as_of", as_of=_local(self.results["as_of"])),
            self.words(key, title=self.say(scheme, "title")),
            self.words("facts.digest", digest=self.digest),
        ]


def public_edition(edition: Edition) -> Edition:
    """The same printing of what the province publishes: no score, rank or point is left in it."""
    history = {year: public_results(results) for year, results in edition.history.items()}
    return replace(edition, results=public_results(edition.results), history=history)


def _local(as_of: str) -> str:
    """An instant of the results as clocks in Guangdong showed it."""
    moment = datetime.fromisoformat(as_of).astimezone(timezone(timedelta(hours=8)))
    return f"{moment:%Y-%m-%d %H:%M} (UTC+8)"


def is_sample(results: Results) -> bool:
    """Whether any subject, item or target rests on sample data."""
    return any(s.get("sample") for s in results["subjects"]) or any(
        thing.get("source") == "sample"
        for thing in (*results["targets"], *results.get("directions", ()), *_items(results))
    )


def _items(results: Results) -> list[Item]:
    return [item for subject in results["subjects"] for item in subject["items"]]
