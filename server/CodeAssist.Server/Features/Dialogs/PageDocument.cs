using System.Globalization;
using System.Text.Encodings.Web;
using CodeAssist.Core.Privacy.Characters;

namespace CodeAssist.Server.Features.Dialogs;

/// <summary>What all pages of ours are: one document that needs nothing from anywhere, in the colours of the editor that shows it, or of day and night.</summary>
internal static class PageDocument
{
    // The variables of VS Code's themes are absent in a browser, which then takes what stands behind the comma.
    private const string Style = """
        :root { color-scheme: light dark;
          --ground: var(--vscode-editor-background, #fbfbfa); --ink: var(--vscode-editor-foreground, #1d2126);
          --quiet: var(--vscode-descriptionForeground, #626a73); --line: var(--vscode-editorWidget-border, #dfe2e6);
          --c0: var(--vscode-charts-blue, #2f6db5); --c1: var(--vscode-charts-orange, #d8742a); --c2: var(--vscode-charts-green, #2c8c6b);
          --c3: var(--vscode-charts-purple, #8d5bb5); --c4: var(--vscode-descriptionForeground, #8a8f96); }
        @media (prefers-color-scheme: dark) {
          :root { --ground: var(--vscode-editor-background, #16191d); --ink: var(--vscode-editor-foreground, #e6e8eb);
            --quiet: var(--vscode-descriptionForeground, #99a1aa); --line: var(--vscode-editorWidget-border, #30363d);
            --c0: var(--vscode-charts-blue, #6aa5e8); --c1: var(--vscode-charts-orange, #eb9a5b); --c2: var(--vscode-charts-green, #58bd98);
            --c3: var(--vscode-charts-purple, #b98be0); --c4: var(--vscode-descriptionForeground, #8b929a); } }
        body { margin: 2rem auto; max-width: 52rem; padding: 0 1rem; background: var(--ground); color: var(--ink);
          font: 15px/1.5 var(--vscode-font-family, system-ui, sans-serif); }
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
        .answers a { display: inline-block; margin: .3rem .4rem .3rem 0; padding: .25rem .9rem; border-radius: 3px; text-decoration: none;
          background: var(--vscode-button-background, var(--c0)); color: var(--vscode-button-foreground, #fff); }
        .wide { overflow-x: auto; }
        .added { color: var(--vscode-gitDecoration-addedResourceForeground, var(--c2)); }
        .removed { color: var(--vscode-gitDecoration-deletedResourceForeground, var(--c1)); }
        table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
        th, td { padding: .3rem .6rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
        th { color: var(--quiet); font-weight: 600; }
        .number { text-align: right; white-space: nowrap; }
        """;

    /// <param name="title">Of the document, as text.</param>
    /// <param name="body">What is in it, as HTML. Texts from elsewhere went through <see cref="Text"/>.</param>
    public static string Of(string title, string body) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{Text(title)}</title>
        <style>
        {Style}
        </style>
        </head>
        <body>
        {body}
        </body>
        </html>

        """);

    /// <summary>A text as it is written into HTML, whatever it holds.</summary>
    public static string Text(string text) => HtmlEncoder.Default.Encode(HiddenCharacters.Show(text));
}
