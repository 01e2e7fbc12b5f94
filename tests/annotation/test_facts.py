"""What a person reads in the report, against the tables. Every expectation was read, not copied."""

from __future__ import annotations

import pandas as pd
import pytest

from conftest import table

MONTHS = [
    "1995-03",
    "1995-06",
    "1996-04",
    "1997-06",
    "1999-01",
    "1999-12",
    "2000-12",
    "2001-10",
    "2002-11",
    "2003-12",
]


def rows(name: str, *columns: str) -> list[tuple[object, ...]]:
    """Return the rows of some columns, nulls as None."""
    frame = table(name)[list(columns)].astype(object)
    return list(frame.where(frame.notna(), None).itertuples(index=False, name=None))


def cells(name: str, key: str, column: str) -> dict[object, object]:
    """Return a column by the key of its row, nulls as None."""
    return {row[0]: row[1] for row in rows(name, key, column)}


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("sessions", 10),
        ("numbers", 16),
        ("media", 4),
        ("schools", 3),
        ("persons", 9),
        ("offices", 3),
        ("events", 16),
        ("legal_documents", 6),
        ("publications", 2),
        ("holidays", 7),
        ("quotations", 5),
        ("policy_results", 5),
        ("list_members", 129),
        ("voices", 7),
    ],
)
def test_closed_tables_have_the_rows_that_the_report_has(name: str, count: int) -> None:
    assert len(table(name)) == count


def test_sessions() -> None:
    sessions = table("sessions")
    assert sessions["ordinal"].tolist() == list(range(1, 11))
    assert sessions["date_edtf"].tolist() == MONTHS
    assert sessions["is_constituent"].fillna(False).tolist() == [True] + [False] * 9
    assert sessions["date_precision"].unique().tolist() == ["month"]
    years = sessions["date_start"].dt.year.value_counts().to_dict()
    assert years == {1995: 2, 1999: 2, 1996: 1, 1997: 1, 2000: 1, 2001: 1, 2002: 1, 2003: 1}
    third = sessions.set_index("session_id").loc["session-03"]
    assert third["motto_text"].startswith('"')
    assert third["motto_text"].endswith("”")
    assert sessions["motto"].iloc[8] == (
        "The Development Strategy of the Assembly of the Peoples of Kazakhstan: "
        "Interethnic Accord, Security and Civil Peace"
    )


def test_what_the_sessions_addressed() -> None:
    addressed = table("sessions")["addressed_text"].unique().tolist()
    assert addressed == [
        "important issues of social and political development of the society, related to further "
        "economic and political reforms in Kazakhstan"
    ]


def test_numbers() -> None:
    columns = ["value", "bound", "counted", "scope_id", "is_additional", "frequency"]
    found = [(*row[:4], bool(row[4]), row[5]) for row in rows("numbers", *columns)]
    assert found == [
        (470, "approximately", "centers", "assembly", False, None),
        (11, "unqualified", "languages", "print", False, None),
        (12, "unqualified", "languages", "television", False, None),
        (44, "unqualified", "tv_companies", "television", False, None),
        (7, "unqualified", "languages", "radio", False, None),
        (18, "unqualified", "radio_stations", "radio", False, None),
        (30, "at_most", "book_titles", "national-minorities", False, "every_year"),
        (80000, "more_than", "copies", "books", False, "every_year"),
        (101, "unqualified", "schools", "ethnic-minorities", False, None),
        (179, "unqualified", "schools", "national-and-cultural-associations", True, None),
        (23, "unqualified", "native_tongues", "sunday-school", False, None),
        (3, "unqualified", "schools", None, False, None),
        (29, "unqualified", "departments", "national-revival-school", False, None),
        (11, "unqualified", "native_tongues", "national-revival-school", False, None),
        (10, "unqualified", "sessions", "assembly", False, None),
        (
            10,
            "more_than",
            "conferences_and_seminars",
            "center-of-humanitarian-studies",
            False,
            None,
        ),
    ]
    assert rows("numbers", "aggregate")[7] == ("total",)


def test_what_is_counted() -> None:
    counted = {value: entity for value, entity in rows("numbers", "value", "counted_id") if entity}
    assert counted == {
        470: "ethnic-and-cultural-centers",
        44: "tv-companies",
        18: "radio-stations",
        30: "books",
        101: "national-school",
        179: "sunday-school",
        3: "national-revival-school",
        10: "interethnic-conferences",
    }
    assert {cell for (cell,) in rows("numbers", "since_id")} == {None, "assembly-establishment"}
    scopes = cells("numbers", "number_id", "scope_text")
    assert scopes["number-01788"] is None  # "that organization" names nothing by itself
    assert scopes["number-08518"] is None  # the schools are what is counted


def test_media() -> None:
    assert rows(
        "media", "medium", "language_count", "outlet_count", "title_count", "copy_count"
    ) == [
        ("print", 11, None, None, None),
        ("television", 12, 44, None, None),
        ("radio", 7, 18, None, None),
        ("books", None, None, 30, 80000),
    ]
    assert rows("media", "language_scope_text", "languages_of_id", "conveyed_by_id") == [
        ("different languages", None, "mass-media-outlets"),
        (None, None, "mass-media-outlets"),
        (None, None, "mass-media-outlets"),
        ("in the languages of the country’s national minorities", "national-minorities", None),
    ]


def test_schools() -> None:
    found = rows("schools", "school_id", "school_count", "department_count", "language_count")
    assert found == [
        ("national-school", 101, None, None),
        ("sunday-school", 179, None, 23),
        ("national-revival-school", 3, 29, 11),
    ]
    assert rows("schools", "financed_through_id") == [
        ("state-language-programme",),
        ("state-language-programme",),
        (None,),
    ]


def test_events_have_the_dates_that_the_report_states() -> None:
    expected = {
        "tenth-anniversary": "2005",
        "convocation-proposal": "1992",
        "first-forum": None,
        "forum-address": None,
        "independence-anniversary": None,
        "independence": None,
        "assembly-establishment": "1995-03-01",
        "assembly-convening": None,
        "strategy-signing": "2002-04",
        "annan-visit": None,
        "address-2005": "2005-02-18",
        "congress-of-religious-leaders": "2003",
        "peoples-culture-exhibition": "199X",
        "dostyk-publication": "2000-05/..",
        "center-establishment": None,
        "sunday-schools-opening": None,
    }
    found = rows("events", "event_id", "date_edtf")
    assert sorted(found, key=str) == sorted(expected.items(), key=str)


def test_what_events_made_or_marked() -> None:
    objects = {event: made for event, made in rows("events", "event_id", "object_id") if made}
    assert objects == {
        "tenth-anniversary": "assembly",
        "convocation-proposal": "assembly",
        "independence-anniversary": "independence",
        "assembly-establishment": "assembly",
        "assembly-convening": "assembly",
        "strategy-signing": "strategy-decree",
        "dostyk-publication": "dostyk",
        "center-establishment": "center-of-humanitarian-studies",
        "sunday-schools-opening": "sunday-school",
    }
    events = table("events").set_index("event_id")
    assert events["place_id"].dropna().to_dict() == {
        "annan-visit": "kazakhstan",
        "congress-of-religious-leaders": "astana",
        "peoples-culture-exhibition": "central-state-museum",
    }
    assert events["instrument_id"].dropna().to_dict() == {
        "assembly-establishment": "establishing-decree"
    }
    assert events["event_type"].tolist().count("establishment") == 2
    assert events["participants_id"].dropna().to_dict() == {
        "first-forum": "ethnic-groups",
    }
    assert events["addressee_id"].dropna().to_dict() == {"address-2005": "people-of-kazakhstan"}
    assert "tenth-anniversary" not in events["agent_id"].dropna()
    assert events["occasion_id"].dropna().to_dict() == {
        "convocation-proposal": "first-forum",
        "first-forum": "independence-anniversary",
        "forum-address": "first-forum",
    }
    assert events.loc["congress-of-religious-leaders", "description_text"] == (
        "an effective demonstration of the growing peace-making capacity of Kazakhstan"
    )


def test_what_the_assembly_is() -> None:
    assembly = table("organizations").set_index("organization_id").loc["assembly"]
    assert assembly["description_text"] == "The advisory and consultative body"
    assert assembly["praise_text"] == "a unique institution"
    assert assembly["position_text"].startswith("a new institution within the social")
    assert assembly["role_text"].startswith("thanks to the perseverance")
    assert "a powerhouse serving as an umbrella" in assembly["role_text"]
    assert assembly["tool_text"].startswith("a unique and effective mechanism to pursue")
    assert assembly["outcome_text"].endswith("the state’s system of democratic institutions")
    assert assembly["reputation_text"].endswith("has strengthened")
    assert assembly["recognition_text"].startswith("The uniqueness of this institution")
    assert assembly["purpose_text"].startswith("that promotes harmonization")


def test_organizations() -> None:
    found = table("organizations").set_index("organization_id")
    assert found.loc["central-government", "name_text"] == "the central and local governments"
    broader = found["broader_id"].dropna().to_dict()
    assert broader == {
        "tv-companies": "mass-media-outlets",
        "radio-stations": "mass-media-outlets",
        "central-state-museum": "museums",
        "ethnographic-museums": "museums",
        "own-theaters": "ethnic-theaters",
    }
    assert found["place_id"].dropna().to_dict() == {
        "ethnographic-museums": "regions-and-cities",
        "un-office-in-kazakhstan": "kazakhstan",
    }
    assert set(found.index[found["country_id"].notna()]) == {
        "assembly",
        "ethnic-and-cultural-associations",
        "central-state-museum",
    }
    assert found["organization_count"].dropna().to_dict() == {
        "ethnic-and-cultural-centers": 470,
        "tv-companies": 44,
        "radio-stations": 18,
    }
    center = str(found.loc["center-of-humanitarian-studies", "description_text"])
    assert center.startswith("which has been involved in the organization of more than 10")
    facilities = found.index[found["description_text"] == "media and cultural facilities"]
    assert set(facilities) == {
        "mass-media-outlets",
        "friendship-houses",
        "ethnic-theaters",
        "museums",
        "schools",
    }


def test_how_many_of_a_class() -> None:
    assert set(rows("places", "place_id", "quantity")) >= {
        ("neighboring-countries", "some"),
        ("regions-and-cities", "many"),
        ("bordering-constituent-entities", "all"),
    }
    assert ("legislative-norms-and-acts", "a_set") in rows(
        "legal_documents", "document_id", "quantity"
    )
    assert ("monitoring-reports", "a_number") in rows("publications", "publication_id", "quantity")


def test_documents() -> None:
    found = table("legal_documents").set_index("document_id")
    assert found.loc["strategy-decree", "date_edtf"] == "2002-04"
    assert found["date_edtf"].isna()["strategy"]
    assert found.loc["strategy", "term_edtf"] == "/2007"
    assert found.loc["establishing-decree", "issuer_id"] == "president"
    assert found["country_id"].dropna().to_dict() == {"constitution": "kazakhstan"}
    assert "state-language-programme" not in found["description_text"].dropna()


def test_who_held_what() -> None:
    assert set(rows("persons", "person_id", "office_id", "office_status")) == {
        ("nursultan-nazarbayev", "president", None),
        ("kofi-annan", "un-secretary-general", None),
        ("max-van-der-stool", "osce-high-commissioner", "former"),
        ("rolf-ekeus", "osce-high-commissioner", "current"),
        ("association-heads", None, None),
        ("skeptics", None, None),
        ("residents", None, None),
        ("citizens", None, None),
        ("individuals", None, None),
    }
    classes = table("persons").query("individual_or_class == 'class'")
    assert classes["quantity"].dropna().tolist() == ["some", "most", "all"]
    assert cells("persons", "person_id", "country_id") == {
        person: "kazakhstan" if person in {"residents", "citizens"} else None
        for (person,) in rows("persons", "person_id")
    }


def test_ethnic_groups() -> None:
    groups = table("ethnic_groups")
    theaters = set(groups.loc[groups["has_own_theater"].fillna(False), "label"])
    assert theaters == {"Uighurs", "Germans", "Koreans", "Uzbeks"}
    communities = groups.loc[groups["has_active_ties"].fillna(False), "community_text"]
    assert set(communities) == {
        "Armenian",
        "Azeri",
        "Dungan",
        "German",
        "Greek",
        "Jewish",
        "Karachay Balkar",
        "Korean",
        "Polish",
        "Tatar",
        "Turkish",
        "Turkmen",
        "Ukrainian",
    }
    assert not groups["label"].str.contains("Russian").any()
    types = groups.groupby("group_type", observed=True)["ethnic_group_id"].agg(set)
    assert theaters <= set(groups.loc[groups["group_type"] == "named_group", "label"])
    assert types["described_group"] == {"indigenous-ethnic-group"}
    assert types["whole_people"] == {"people-of-kazakhstan"}
    assert len(types["named_group"]) == 16
    terms = groups.loc[groups["individual_or_class"] == "class", "ethnic_group_id"]
    assert set(terms) == {
        "peoples",
        "ethnic-groups",
        "diverse-groups",
        "nationalities",
        "nations",
        "national-minorities",
        "ethnic-minorities",
        "peoples-of-kazakhstan",
        "other-ethnic-groups",
        "communities",
    }
    culture = cells("ethnic_groups", "ethnic_group_id", "culture_text")["kazakh-people"]
    assert str(culture).endswith("has become the backbone of the achieved spiritual integration")


def test_holidays() -> None:
    assert set(rows("holidays", "label", "celebration", "frequency")) == {
        ("Nauryz", "country_wide", None),
        ("Sabantui", "country_wide", None),
        ("Day of Unity of the Peoples of Kazakhstan", "celebrated", None),
        ("Memorial Day for the Victims of Political Repressions", "celebrated", None),
        ("Day of Spiritual Unity and Conciliation", "celebrated", None),
        ("traditional holidays of ethnic groups", "own", None),
        ("United Nations Day", "joint", "every_year"),
    }
    holidays = table("holidays").set_index("holiday_id")
    assert holidays.index[holidays["is_example"].fillna(False)].tolist() == ["nauryz", "sabantui"]
    own = holidays.loc["own-traditional-holidays"]
    assert (own["celebrant_id"], own["partner_id"]) == ("ethnic-groups", "other-ethnic-groups")
    assert own["since_id"] == "independence"
    day = holidays.loc["united-nations-day"]
    assert day["celebration_text"] == "has become a good tradition"
    assert pd.isna(day["description_text"])


def test_the_four_specific_steps() -> None:
    activities = table("activities")
    steps = activities[activities["is_specific_step"].fillna(False)]
    assert steps["activity_type"].tolist() == [
        "festival",
        "competition",
        "conference",
        "roundtable",
    ]


def test_policies_and_processes() -> None:
    activities = table("activities").set_index("activity_id")
    types = activities["activity_type"].value_counts()
    assert types[["policy", "process", "task", "reform"]].tolist() == [5, 2, 1, 2]
    basis = str(activities.loc["policy-towards-nationalities", "basis_text"])
    assert basis.startswith("In general")
    assert activities["pursued_by_id"].dropna().to_dict() == {
        "accord-policy": "assembly",
        "policy-towards-nationalities": "kazakhstan",
        "religious-policy": "kazakhstan",
        "single-community-formation": "president",
        "interethnic-policy": "state",
    }
    assert activities.loc["cultural-revival", "about_id"] == "ethnic-groups"
    assert activities.loc["single-community-formation", "set_by_id"] == "president"
    assert activities.loc["language-policy-conferences", "about_id"] == "language-policy"
    assert activities.loc["interethnic-monitoring", "subject_text"] == (
        "of the interethnic situation"
    )
    assert activities["activity_count"].dropna().to_dict() == {"interethnic-conferences": 10}


def test_policy_results() -> None:
    results = table("policy_results").set_index("policy_result_id")
    assert set(results["policy_id"]) == {"interethnic-policy"}
    assert results["actor_id"].dropna().to_dict() == {
        "result-1": "kazakhstan",
        "result-2": "kazakhstan",
    }
    assert results["about_id"].dropna().to_dict() == {
        "result-2": "assembly",
        "result-4": "language-policy",
    }
    assert str(results.loc["result-2", "result_text"]).endswith("dialogue between them")
    endings = [text.rsplit(" ", 2)[-2:] for text in results["further_text"]]
    assert endings == [
        ["interethnic", "policy"],
        ["this", "experience"],
        ["21st", "century"],
        ["multiethnic", "Kazakhstan"],
        ["our", "country"],
    ]


def test_lists() -> None:
    members = table("list_members")
    sizes = members.groupby("list_id", observed=True).size()
    assert sizes.value_counts().to_dict() == {2: 47, 3: 10, 5: 1}
    owners = members.drop_duplicates("list_id")["owner_id"].dropna()
    mottos = [owner for owner in owners if owner.startswith("session-")]
    assert mottos == [f"session-{number:02d}" for number in (1, 2, 4, 5, 6, 7, 8, 9, 10)]
    goals = members[members["lead_text"] == "important goals and objectives"]
    assert set(goals["owner_id"]) == {"assembly"}
    assert goals["is_open"].tolist() == [True] * 3
    peace = members[members["owner_id"] == "session-08"]
    assert peace["member_text"].tolist() == ["Peace", "Progress", "Accord"]


@pytest.mark.parametrize(
    ("predicate", "pairs"),
    [
        (
            "finances",
            {
                ("central-government", "friendship-houses"),
                ("local-governments", "friendship-houses"),
            },
        ),
        (
            "financed_through",
            {
                ("national-school", "state-language-programme"),
                ("sunday-school", "state-language-programme"),
            },
        ),
        ("established", {("president", "assembly")}),
        ("convened", {("kazakhstan", "assembly")}),
        ("considers_homeland", {("residents", "kazakhstan")}),
        ("does_not_belong_to", {("residents", "indigenous-ethnic-group")}),
        ("skeptical_about", {("skeptics", "convocation-proposal")}),
        ("set_task", {("president", "single-community-formation")}),
        ("addressed_to", {("address-2005", "people-of-kazakhstan")}),
        ("establishes", {("establishing-decree", "assembly")}),
        (
            "based_on_rights_of",
            {
                ("policy-towards-nationalities", "nations"),
                ("policy-towards-nationalities", "individuals"),
            },
        ),
        ("summarizes", {("monitoring-reports", "interethnic-monitoring")}),
        ("in_languages_of", {("books", "national-minorities")}),
        (
            "recognizes",
            {("world", "assembly"), ("international-community", "kazakhstan")},
        ),
        (
            "takes_part_in",
            {
                ("ethnic-groups", "first-forum"),
                ("sunday-school", "language-competitions"),
            },
        ),
        ("supports", {("state", "print"), ("state", "television"), ("state", "radio")}),
        ("commissions", {("state", "books")}),
        ("broadcasts", {("tv-companies", "television"), ("radio-stations", "radio")}),
        ("sits_on", {("association-heads", "council-of-the-assembly")}),
        ("has_member", {("dostyk-editorial-board", "association-heads")}),
        ("assists", {("osce", "center-of-humanitarian-studies")}),
        (
            "celebrates_with",
            {("assembly", "un-office-in-kazakhstan"), ("ethnic-groups", "other-ethnic-groups")},
        ),
    ],
)
def test_relations(predicate: str, pairs: set[tuple[str, str]]) -> None:
    relations = table("relations")
    found = relations.loc[relations["predicate"] == predicate, ["subject_id", "object_id"]]
    assert set(found.itertuples(index=False, name=None)) == pairs


def relation(predicate: str, subject: str, column: str) -> set[object]:
    """Return the cells of a column for the relations of a subject, nulls as None."""
    found = rows("relations", "predicate", "subject_id", column)
    return {cell for *edge, cell in found if edge == [predicate, subject]}


@pytest.mark.parametrize(
    ("predicate", "subject", "column", "cells"),
    [
        ("holds_office", "nursultan-nazarbayev", "time_text", {None}),
        ("holds_office", "max-van-der-stool", "time_text", {"former"}),
        ("holds_office", "rolf-ekeus", "time_text", {"current"}),
        ("gave_address", "nursultan-nazarbayev", "time_text", {None, "of 18 February 2005"}),
        ("under", "sunday-school", "time_text", {"Currently"}),
        ("comments_on", "rolf-ekeus", "polarity", {"positive"}),
        ("comments_on", "kofi-annan", "polarity", {None}),
        ("head", "association-heads", "extent", {None}),
        ("sits_on", "association-heads", "extent", {"all"}),
        ("borders_with", "bordering-constituent-entities", "extent", {None}),
        ("provided_items", "ethnic-groups", "extent", {"every"}),
        ("celebrates", "ethnic-groups", "extent", {"every"}),
        ("prepares", "center-of-humanitarian-studies", "extent", {"a_number"}),
        ("organizes", "center-of-humanitarian-studies", "count_bound", {"more_than"}),
    ],
)
def test_what_narrows_or_dates_a_relation(
    predicate: str, subject: str, column: str, cells: set[object]
) -> None:
    assert relation(predicate, subject, column) == cells


def test_ties_that_are_details_of_another_one_are_marked() -> None:
    ties = table("international_ties").set_index("tie_id")
    details = ties[ties["is_detail"].notna()]
    assert len(details) == 13
    assert set(details["partner_relation"]) == {"origin"}
    assert set(ties.loc[ties["partner_relation"].notna(), "partner_id"]) == {"countries-of-origin"}
    assert set(ties.loc[ties["extent"] == "all", "partner_id"]) == {
        "bordering-constituent-entities"
    }
    assert "kofi-annan" in set(ties["partner_id"])


def test_quotations_and_whose_they_are() -> None:
    assert rows("quotations", "speaker_id", "about_id") == [
        ("nursultan-nazarbayev", None),
        ("strategy", "assembly"),
        ("kofi-annan", "assembly"),
        ("kofi-annan", "assembly"),
        ("constitution", None),
    ]


@pytest.mark.parametrize(
    ("words", "voice"),
    [
        ("Our main asset", "forum-address"),
        ("Market reforms in the economic sector", "strategy"),
        ("a model of interethnic accord", "annan-visit"),
        ("unconstitutional any actions", "constitution"),
        ("the country had ensured the freedom of religion", "address-2005"),
        ("In fact, the Congress", "report"),
        ("Kazakhstan regularly holds", "report"),
    ],
)
def test_the_voice_of_a_claim(words: str, voice: str) -> None:
    claims = table("claims")
    found = claims.loc[claims["text"].str.startswith(words), "voice_id"]
    assert set(found) == {voice}


@pytest.mark.parametrize(
    ("words", "claim_type", "verifiability"),
    [
        ("Positive comments regarding", "attribution", "evaluative"),
        ("Close working contacts", "event", "evaluative"),
        ("Close contacts have been", "event", "evaluative"),
        ("who has studied the work", "event", "evaluative"),
        ("thanks to the perseverance", "cause", "evaluative"),
        ("In general, this policy is based", "norm", "evaluative"),
        ("most residents of our country", "attribution", "evaluative"),
        ("celebrated together with", "practice", "checkable"),
        ("The second session", "event", "checkable"),
        ("serving as an umbrella", "state", "checkable"),
        ("ethnic diversity is an asset", "evaluation", "evaluative"),
    ],
)
def test_what_kind_of_claim_it_is(words: str, claim_type: str, verifiability: str) -> None:
    found = rows("claims", "text", "claim_type", "verifiability")
    assert {tuple(codes) for text, *codes in found if str(text).startswith(words)} == {
        (claim_type, verifiability)
    }


def test_norms_causes_and_evaluations_are_never_checkable() -> None:
    """The definition of evaluative says so."""
    claims = table("claims")
    judged = claims["claim_type"].isin({"norm", "cause", "evaluation"})
    assert set(claims.loc[judged, "verifiability"]) == {"evaluative"}


def test_a_hedge_stands_with_the_innermost_claim_alone() -> None:
    found = rows("claims", "sentence_id", "text", "hedge_text")
    for sentence, text, hedge in found:
        nested = [
            other_hedge
            for other_sentence, other, other_hedge in found
            if (other_sentence, other) != (sentence, text)
            and other_sentence == sentence
            and str(other) in str(text)
        ]
        assert hedge is None or hedge not in nested, (text, hedge)


def test_the_speaker_is_the_same_in_all_tables() -> None:
    told = rows("claims", "text", "about_id")
    speakers = [cell for text, cell in told if "said the" in str(text)]
    assert speakers == ["nursultan-nazarbayev"]


def test_every_note_is_about_rows() -> None:
    notes, about = table("editorial_notes"), table("note_rows")
    assert set(about["note_id"]) == set(notes["note_id"])
    assert {"state-and-country", "forum-occasion", "these-processes"} <= set(notes["note_id"])


@pytest.mark.parametrize("hedge", ["by and large", "largely", "some", "Almost every", "most"])
def test_hedges_are_recorded(hedge: str) -> None:
    assert table("claims")["hedge_text"].str.contains(rf"\b{hedge}\b", na=False).any()


def test_names_are_spelled_as_in_the_report() -> None:
    report_names = {"Max Van Der Stool", "Rolf Ekeus", "Uighurs", "Karachay Balkar"}
    assert report_names <= set(table("entities")["name_text"])


def test_a_peoples_language_is_never_an_exact_match() -> None:
    identifiers = table("identifiers")
    languages = identifiers["identifier"].str.match(r"(iso639_3|glottolog):")
    assert set(identifiers.loc[languages, "match_type"]) == {"eponymous_language"}
    groups = set(table("ethnic_groups").query("individual_or_class == 'individual'")["label"])
    assert "Uighurs" in groups
    of_groups = identifiers[identifiers["entity_label"].isin(groups - {"Kazakh people"})]
    assert set(of_groups["match_type"]) == {"close", "eponymous_language"}
