"""What the sample's made documents say. Every word is invented; each document says so itself.

A text is a list of blocks: ``# `` begins a heading, anything else is a paragraph; a PDF has a list of
such pages.
"""

from __future__ import annotations

MADE = "Made for the Reviewer sample. This force and everything in this document are invented."

HARROWDALE_POLICY = (
    (
        "# Professional boundaries: our policy",
        "Policy 14, version 3. In force from 6 January 2025. Owner: Assistant Chief Constable for People.",
        "# Why we have this policy",
        """Nobody who comes to us for help should have to wonder what an officer wants in return. Most of our people
        would never misuse their position. A few may, and the rest of us may fail to see it. This policy says what is
        never acceptable, what to do when a line has blurred, and whom to tell.""",
        """It replaces version 2 of 2022, which staff told us was long, hard to find and silent about social
        media.""",
        "# Whom it protects",
        """Anyone may be at risk from a person with power over them. Some people are more at risk than others: those
        who have been hurt at home, those who are ill, those who depend on drink or drugs, those who have nobody
        else to turn to. They are also the people whom we meet most often, and whom others believe least.""",
        """A person does not have to complain for this policy to apply. Nor does it matter that she or he seemed to
        agree: with the power that a warrant card gives, agreement is not freely given.""",
        "# To whom it applies",
        """To every officer, member of staff, special constable and volunteer of Harrowdale Constabulary, on duty and
        off, and to contractors who work in our buildings or with our records.""",
    ),
    (
        "# What is never acceptable",
        """You must not begin, or try to begin, a sexual or emotional relationship with anyone you have met through
        your work as a victim, a witness, a suspect or a person at risk.""",
        """You must not look up a person on any force system out of curiosity, or keep a private contact that you
        found there.""",
        """You must not send private messages to such a person, from any account or telephone, or ask a colleague to
        do it for you.""",
        """Examples are given for response, custody, neighbourhood and enquiry office work. They were written with
        constables from each of those teams.""",
        "# When a line has blurred",
        """Tell your supervisor or the confidential line on the same day. A person who speaks early will be helped.
        A person who stays silent, and is found out, will have to explain the silence as well.""",
        """If you are worried about a colleague, you need no proof. Say what you have seen. The integrity unit will
        look into it, and you will be told, as far as the law allows, what came of it.""",
        "# When you already know someone",
        """Officers live where they work, and may be sent to people they know. Tell the control room before you go.
        If there was no time, write it in your notebook and tell your supervisor when you are back.""",
    ),
    (
        "# How we know that it has been read",
        """By 31 January 2025, 94 per cent of officers and staff had read the policy and answered six questions about
        it. Those who had not were seen by their inspector in the following fortnight.""",
        """The answers are marked. The question on private messages was answered wrongly by one in five, and a short
        film about it was shown at every briefing in February.""",
        "# Newcomers and people who come back",
        """New officers and staff talk the policy through with a trained colleague in their first week. So does
        anyone who has been away for more than six months.""",
        "# Review",
        """The policy is reviewed each January by the owner, with the staff associations and with two people from
        outside the force. The next review will ask whether the examples still fit the work.""",
        """Earlier versions are kept for seven years. What was changed, and why, is set out on our pages for
        staff.""",
    ),
)

HARROWDALE_UNIT = (
    "# Review of the integrity unit, November 2024",
    "Prepared for the Deputy Chief Constable by the head of professional standards.",
    "# What we asked",
    (
        "Does the unit have enough people, with the right skills, to look for misuse of position instead of waiting "
        "for a complaint?"
    ),
    "# What we found",
    (
        "The unit had seven investigators for 3,100 officers and staff. Two posts had been empty since the spring, and "
        "each investigator held nineteen cases. No one had been trained to develop intelligence."
    ),
    "# What has been done",
    (
        "Both vacancies were filled in December 2024, and three further investigators started on 13 January 2025. Two "
        "analysts have finished the national course in intelligence development."
    ),
    (
        "The unit’s workload is reported to the Deputy Chief Constable every month. It now stands at eleven cases for "
        "each investigator."
    ),
)

HARROWDALE_CHECKS = {
    "Checks": (
        ("Month", "Searches sampled", "Alerts", "Looked into", "Passed to the unit"),
        ("September 2024", 4200, 31, 31, 2),
        ("October 2024", 4150, 28, 28, 1),
        ("November 2024", 4390, 35, 35, 3),
        ("December 2024", 4010, 22, 22, 0),
        ("January 2025", 4460, 40, 40, 4),
    ),
    "Notes": (
        ("About these checks", ""),
        ("Reach", "The crime, custody, command and intelligence systems are checked every week."),
        (
            "Method",
            "Searches of records are compared with duties: a search with no reason on file raises an alert.",
        ),
        (
            "After an alert",
            "An analyst looks into every alert within five working days and writes down the outcome.",
        ),
        ("Gap", "Mobile telephones will be added in June 2025."),
        ("Note", MADE),
    ),
}

HARROWDALE_BRIEFING = (
    ("Noticing early signs", ("A briefing for sergeants and inspectors", MADE)),
    (
        "What to look for",
        (
            "Visits to one address that no job explains",
            "A private telephone in use on duty",
            "Searches of records about one person, again and again",
            "An officer who volunteers for every call from the same victim",
        ),
    ),
    (
        "Who has been trained",
        (
            "212 of 224 supervisors attended a half day of training between October 2024 and January 2025",
            "After three months, 61 per cent said that they had acted on something they would have let pass before",
        ),
    ),
    ("Whom to tell", ("The integrity unit, on the same day", "The confidential line, at any hour")),
)

HARROWDALE_MAIL = (
    "Dear Inspectorate,",
    "Please find our notes of the first meeting with local support organisations attached.",
    (
        "We have named a contact in the integrity unit for each of the four organisations, and the first concern was "
        "passed to us last week. The agreement on sharing information is still with our lawyers, so the arrangement is "
        "not complete."
    ),
    "Harrowdale Constabulary, review team",
    MADE,
)
HARROWDALE_NOTES = (
    "Notes of a meeting on 11 February 2025",
    (
        "Present: Harrowdale integrity unit; the Lantern refuge; Fell Street outreach; the Harrowdale drug and alcohol "
        "service; Open Door."
    ),
    "1. The organisations said that people they help do not trust a complaints form.",
    "2. It was agreed to meet every two months. A shared form is to be tried from May 2025.",
    "3. The organisations asked to be told what became of a concern once it is passed on.",
    MADE,
)
HARROWDALE_COVER = (
    "To the Sample Inspectorate",
    (
        "This folder holds our policy, the review of our integrity unit, our record of system checks, the briefing for "
        "supervisors, and our correspondence with local organisations."
    ),
    MADE,
)

PENMARSH_PLAN = (
    (
        "# Integrity plan 2024 to 2027",
        "# Standards of behaviour",
        (
            "Our policy on relationships with members of the public was adopted in May 2019. It has not been revised since. "
            "It asks officers to behave professionally at all times."
        ),
        "# Aims",
        (
            "We want to be a force in which everybody does the right thing. To that end we will work on culture, on "
            "leadership and on communication."
        ),
    ),
    (
        "# Leadership",
        (
            "Newly promoted sergeants are shown a film about integrity. It lasts four minutes and is about expenses. No "
            "further training for supervisors is planned in this period."
        ),
        "# Community",
        "The charity football match against the fire service raised 4,000 for local causes and was a credit to all.",
        "# Measuring success",
        "Success will be measured by a survey of staff in 2027.",
    ),
)
PENMARSH_ANSWERS = (
    "# Answers to the inspectorate’s questions",
    "Penmarsh Police, 26 February 2025.",
    "# Use of our systems",
    (
        "We look at who has searched our records when there has been a complaint. We want to do this at all times and "
        "have asked three suppliers for software that raises alerts. No supplier has been chosen yet."
    ),
    "# Other questions",
    "Please see our integrity plan.",
)
PENMARSH_SCAN = (
    "PENMARSH POLICE",
    "Duty sheet, received in the enquiry office",
    "",
    "Mon   early   R. Pike       late   T. Moss",
    "Tue   early   T. Moss      late   A. Brill",
    "Wed  early   A. Brill       late   R. Pike",
    "",
    "Seen and signed: A. Brill",
    "",
    "Made for the Reviewer sample.",
    "This force does not exist.",
)
PENMARSH_LATE = (
    "Dear Inspectorate,",
    (
        "On 4 March 2025 our board bought monitoring software for all record systems. It will be switched on in April, "
        "and an analyst has been named to read its alerts."
    ),
    "We know that this comes after your closing date and would be glad if you could still take it into account.",
    "Penmarsh Police",
    MADE,
)

ABERWEN_EVIDENCE = (
    (
        "# Evidence for the inspection",
        "Aberwen Police. 20 February 2025.",
        "# Policy",
        (
            "Our policy on professional boundaries was rewritten in September 2024. Each team talked through its examples in "
            "a one-hour session, and the attendance lists show that nobody was missed."
        ),
        "# Integrity unit",
        (
            "A review in July 2024 asked how many investigators we need. The chief officers agreed to two more posts, and "
            "both have been at work since November 2024."
        ),
    ),
    (
        "# Systems",
        (
            "Every week, software compares searches of records with the work that an officer was given. Alerts are read by "
            "someone outside the officer’s own station."
        ),
        "# Supervisors",
        (
            "All 96 supervisors have had a day of training on early signs. They meet in small groups every quarter to talk "
            "about cases that did not feel right."
        ),
    ),
)
ABERWEN_PARTNERS = (
    "# Partneriaid / Partners",
    "Mae gennym gyswllt a enwyd ar gyfer pob sefydliad cymorth yn yr ardal.",
    (
        "There is a named contact for each of the five support organisations in our area. They have told us of three "
        "worries since October 2024, and each of them heard back within two weeks."
    ),
)

ESTUARY_REPORT = (
    (
        "# Progress report",
        "Estuary and Downs Police. 27 February 2025.",
        "# Policy",
        (
            "A new policy on professional boundaries has been drafted and is out for comment until the end of April. The "
            "old one, of 2021, remains on our pages until then."
        ),
        "# Integrity unit",
        "We have asked a neighbouring force to review our integrity unit. Its team begins on 17 March 2025.",
    ),
)
ESTUARY_LOG = (
    ("date", "system", "searches", "alerts"),
    ("2025-02-03", "crime", "812", "4"),
    ("2025-02-10", "crime", "790", "2"),
    ("2025-02-17", "crime", "845", "5"),
    ("2025-02-24", "crime", "801", "3"),
    (f"Note: {MADE}", "", "", ""),
)
ESTUARY_LATE = (
    "Estuary and Downs Police, 10 March 2025",
    "A postscript to our report: the staff newsletter of March has a page about boundaries.",
    MADE,
)

THORNWICK_STATEMENT = (
    "# Statement of the Commissioner",
    "Thornwick Constabulary, 25 February 2025.",
    "# Policy",
    (
        "Our policy on professional boundaries has been in force since 1 October 2024. It fits on two pages, and every "
        "officer has signed for it."
    ),
    "# Integrity unit",
    "We have not looked at the size of our integrity unit since it was set up in 2016. It has two investigators.",
    "# Systems",
    "A supplier has been chosen for software that watches searches of records. It will be installed in May 2025.",
)
THORNWICK_TRAINING = (
    "Training record",
    "Supervisors: 48 of 50 have taken the course on early signs since September 2024.",
    "Afterwards the integrity unit received twice as many reports from supervisors as in the year before.",
    MADE,
)
