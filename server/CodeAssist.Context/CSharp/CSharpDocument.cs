using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace CodeAssist.Context.CSharp;

/// <summary>A C# file as Roslyn reads it. Immutable; a changed one shares what it can with the old.</summary>
internal sealed class CSharpDocument
{
    private CSharpDocument(string text, SyntaxTree tree)
    {
        Text = text;
        Tree = tree;
    }

    public string Text { get; }

    public SyntaxTree Tree { get; }

    public IEnumerable<Diagnostic> Errors => Tree.GetDiagnostics().Where(diagnostic => diagnostic.Severity is DiagnosticSeverity.Error);

    public static CSharpDocument Parse(string path, string text)
    {
        var kind = path.EndsWith(".csx", StringComparison.OrdinalIgnoreCase) ? SourceCodeKind.Script : SourceCodeKind.Regular;
        var options = new CSharpParseOptions(LanguageVersion.Preview, DocumentationMode.None, kind);

        return new CSharpDocument(text, CSharpSyntaxTree.ParseText(SourceText.From(text), options));
    }

    /// <summary>Reads the text with another piece in place of one of its spans; costs about what the change touches.</summary>
    /// <param name="start">Offset in UTF-16 code units.</param>
    /// <param name="length">Code units that go.</param>
    /// <param name="insert">What comes in their place.</param>
    public CSharpDocument With(int start, int length, string insert)
    {
        var changed = Tree.GetText().WithChanges(new TextChange(new TextSpan(start, length), insert));

        return new CSharpDocument(string.Concat(Text.AsSpan(0, start), insert, Text.AsSpan(start + length)), Tree.WithChangedText(changed));
    }

    /// <summary>Reads another text, in the hope that only one place of it is different.</summary>
    public CSharpDocument With(string text)
    {
        var start = Text.AsSpan().CommonPrefixLength(text);
        var most = Math.Min(Text.Length, text.Length) - start;
        var same = 0;
        while (same < most && Text[^(same + 1)] == text[^(same + 1)])
        {
            same++;
        }

        return With(start, Text.Length - start - same, text[start..^same]);
    }
}
