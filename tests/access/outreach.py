ROUTES = {
    "programmes/": {"GET": "*:200"},
    "programmes/<slug:slug>/": {"GET": "*:200", "sample": {"slug": "programme.slug"}},
}
