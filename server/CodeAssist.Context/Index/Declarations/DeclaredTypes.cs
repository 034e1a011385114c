using CodeAssist.Context.Index.Segments;
using CodeAssist.Context.Index.Tokens;

namespace CodeAssist.Context.Index.Declarations;

/// <summary>Finds the C# files that declare a type, by the two words that stand there: no table of its own is kept.</summary>
internal static class DeclaredTypes
{
    private const int MostPerKeyword = 6;
    private const int MostOpenDocuments = 16;

    private static readonly string[] _keywords = ["class", "interface", "record", "struct", "enum"];

    /// <param name="content">What is indexed.</param>
    /// <param name="symbols">Of all texts.</param>
    /// <param name="name">The type's simple name.</param>
    /// <returns>Documents that an editor has first.</returns>
    public static IEnumerable<DeclaringFile> Find(IndexContent content, SymbolTable symbols, string name)
    {
        var type = symbols.Find(name);
        var keywords = _keywords.Select(keyword => symbols.Find(keyword)).Where(symbol => symbol != SymbolTable.None).ToList();
        if (type == SymbolTable.None || keywords.Count == 0)
        {
            return [];
        }

        var open = content.Open.Take(MostOpenDocuments)
            .Where(document => IsCSharp(document.Path) && document.Chunks.Any(chunk => keywords.Exists(keyword => chunk.Text.Symbols.AsSpan().IndexOf([keyword, type]) >= 0)))
            .Select(document => new DeclaringFile(document.Path, document, () => document.Text));
        return open.Concat(content.Segments.SelectMany(segment => keywords.SelectMany(keyword => InSegment(segment, symbols, keyword, type))));
    }

    /// <summary>Whether any C# file may have extension blocks, whose members have no receiver in their heads.</summary>
    public static bool HasExtensionBlocks(IndexContent content, SymbolTable symbols)
    {
        var (word, bracket) = (symbols.Find("extension"), symbols.Find("("));
        if (word == SymbolTable.None || bracket == SymbolTable.None)
        {
            return false;
        }

        List<(int Position, int Matching)> found = [];
        foreach (var segment in content.Segments)
        {
            segment.Nearest([bracket, word], 1, 1, found);
        }

        return found.Exists(place => place.Matching == 2) || content.Open.Any(document => document.Chunks.Any(chunk => chunk.Text.Symbols.AsSpan().IndexOf([word, bracket]) >= 0));
    }

    private static IEnumerable<DeclaringFile> InSegment(Segment segment, SymbolTable symbols, int keyword, int type)
    {
        List<(int Position, int Matching)> found = [];
        segment.Nearest([type, keyword], MostPerKeyword, MostPerKeyword, found);
        foreach (var document in found.Where(place => place.Matching == 2).Select(place => segment.DocumentAt(place.Position)).Distinct())
        {
            if (!document.IsGone && IsCSharp(document.Path))
            {
                yield return new DeclaringFile(document.Path, document, () => Text(segment, document, symbols));
            }
        }
    }

    private static string Text(Segment segment, IndexedDocument document, SymbolTable symbols)
    {
        var from = document.Start + 1;
        var length = segment.Text.Symbols.AsSpan(from).IndexOf(SymbolTable.Document);
        return TokenWriting.Lines(segment.Text, from, length < 0 ? segment.Text.Symbols.Length : from + length, symbols);
    }

    private static bool IsCSharp(string path) => path.EndsWith(".cs", StringComparison.OrdinalIgnoreCase);
}
