namespace CodeAssist.Server.CommandLine.Usage;

/// <summary>How <see cref="UsagePage"/> looks, by day and by night.</summary>
internal static class UsagePageStyle
{
    public const string Css = """
        :root { color-scheme: light dark; --ground: #fbfbfa; --ink: #1d2126; --quiet: #626a73; --line: #dfe2e6;
          --c0: #2f6db5; --c1: #d8742a; --c2: #2c8c6b; --c3: #8d5bb5; --c4: #8a8f96; }
        @media (prefers-color-scheme: dark) {
          :root { --ground: #16191d; --ink: #e6e8eb; --quiet: #99a1aa; --line: #30363d;
            --c0: #6aa5e8; --c1: #eb9a5b; --c2: #58bd98; --c3: #b98be0; --c4: #8b929a; } }
        body { margin: 2rem auto; max-width: 52rem; padding: 0 1rem; background: var(--ground); color: var(--ink);
          font: 15px/1.5 system-ui, sans-serif; }
        h1 { font-size: 1.6rem; margin: 0; }
        h2 { font-size: 1.15rem; margin: 2.2rem 0 .4rem; }
        p { margin: .3rem 0; }
        .range, .note, figcaption { color: var(--quiet); }
        .note { margin-top: 2rem; }
        figure { margin: 1rem 0; }
        figure > svg { width: 100%; height: auto; }
        .legend { display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; list-style: none; margin: .3rem 0 .6rem; padding: 0; }
        .legend svg { width: .75rem; height: .75rem; margin-right: .4rem; }
        .grid { stroke: var(--line); }
        .axis { fill: var(--quiet); font-size: 12px; }
        .c0 { fill: var(--c0); } .c1 { fill: var(--c1); } .c2 { fill: var(--c2); } .c3 { fill: var(--c3); } .c4 { fill: var(--c4); }
        .wide { overflow-x: auto; }
        table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
        th, td { padding: .3rem .6rem; border-bottom: 1px solid var(--line); text-align: left; white-space: nowrap; }
        th { color: var(--quiet); font-weight: 600; }
        .number { text-align: right; }
        """;
}
