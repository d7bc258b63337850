"""What the two agree on, and their guides, are theirs; both are only asked yet: there is nothing to read."""

NOBODY = "anonymous:302 *:404"
TANDEM = "tandems/<int:pk>/"
AGREEMENT = f"{TANDEM}agreement/"
SAMPLE = {"pk": "tandem_id"}

ROUTES = {
    AGREEMENT: {"GET": NOBODY, "sample": SAMPLE},
    f"{AGREEMENT}edit/": {"GET": NOBODY, "POST": NOBODY, "sample": SAMPLE},
    f"{AGREEMENT}agree/": {"POST": NOBODY, "sample": SAMPLE},
    f"{AGREEMENT}versions/<int:number>/": {"GET": NOBODY, "sample": SAMPLE},
    f"{AGREEMENT}versions/<int:number>.pdf": {"GET": NOBODY, "sample": SAMPLE},
    f"{TANDEM}guides/": {"GET": NOBODY, "sample": SAMPLE},
    f"{TANDEM}guides/<int:number>/": {"GET": NOBODY, "sample": SAMPLE},
}
