using CodeAssist.Context.Index.Tokens;
using CodeAssist.Core.Text;

namespace CodeAssist.Context.Index.Open;

/// <summary>One version of a document that is being edited. Immutable; the next version shares every chunk that did not change.</summary>
internal sealed class OpenDocument
{
    /// <summary>Most chunks that are looked at around a caret: some 130,000 UTF-16 units.</summary>
    private const int MostAround = 16;

    private OpenDocument(string path, string text, IReadOnlyList<Chunk> chunks)
    {
        Path = path;
        Text = text;
        Chunks = chunks;
    }

    public string Path { get; }

    public string Text { get; }

    public IReadOnlyList<Chunk> Chunks { get; }

    public long Bytes => (2L * Text.Length) + Chunks.Sum(chunk => 5L * chunk.Text.Symbols.Length);

    public static OpenDocument Read(string path, string text, SymbolTable symbols) =>
        new(path, text, ReadChunks(text, symbols));

    /// <summary>The document with another text, or this one where it is the same; only what lies between the equal beginning and the equal end is read.</summary>
    /// <param name="text">All of it.</param>
    /// <param name="since">What it shares with an earlier text. Where that is this document's, they are not compared: both are megabytes long at times.</param>
    /// <param name="symbols">Of all texts.</param>
    public OpenDocument With(string text, TextDifference? since, SymbolTable symbols)
    {
        if (ReferenceEquals(text, Text))
        {
            return this;
        }

        var isKnown = since?.IsFrom(Text) == true;
        var prefix = isKnown ? since!.Prefix : Text.AsSpan().CommonPrefixLength(text);
        if (prefix == text.Length && prefix == Text.Length)
        {
            return this;
        }

        var suffix = isKnown ? since!.Suffix : CommonSuffix(Text.AsSpan(prefix), text.AsSpan(prefix));
        var (first, start) = (0, 0);

        // A chunk whose last line has no break yet grows with what is typed after it.
        while (first < Chunks.Count && start + Chunks[first].Length < prefix)
        {
            start += Chunks[first++].Length;
        }

        var (last, end) = (Chunks.Count, 0);
        while (last > first && end + Chunks[last - 1].Length <= suffix && IsLineStart(text, text.Length - end - Chunks[last - 1].Length))
        {
            end += Chunks[--last].Length;
        }

        var between = ReadChunks(text.AsSpan(start, text.Length - end - start), symbols);
        return new OpenDocument(Path, text, [.. Chunks.Take(first), .. between, .. Chunks.Skip(last)]);
    }

    /// <summary>The chunks near the caret, its own among them.</summary>
    public IEnumerable<Chunk> ChunksAround(int caret)
    {
        var (index, start) = (0, 0);
        while (index + 1 < Chunks.Count && start + Chunks[index].Length <= caret)
        {
            start += Chunks[index++].Length;
        }

        return Chunks.Skip(index - (MostAround / 2)).Take(MostAround);
    }

    /// <summary>Where the line of the caret lies: in which chunk, and from which token to which.</summary>
    public (int Chunk, int From, int To) CaretLine(int caret)
    {
        var (index, start) = (0, 0);
        while (index + 1 < Chunks.Count && start + Chunks[index].Length <= caret)
        {
            start += Chunks[index++].Length;
        }

        if (Chunks.Count == 0)
        {
            return (0, 0, 0);
        }

        var lineStart = Text.AsSpan(0, caret).LastIndexOfAny('\n', '\r') + 1;
        var from = Lexer.Count(Text.AsSpan(start, Math.Max(0, lineStart - start)));
        var symbols = Chunks[index].Text.Symbols;
        if (from >= symbols.Length)
        {
            return (index, from, from);
        }

        var after = Text.AsSpan(lineStart);
        var lineEnd = after.IndexOfAny('\n', '\r');
        var isBlank = (lineEnd < 0 ? after : after[..lineEnd]).IsWhiteSpace();

        // On a blank line the mark belongs to the next line, which is known to follow and is no continuation to learn from.
        return (index, from, isBlank ? from + 1 : Chunks[index].Text.LineEnd(from + 1));
    }

    private static List<Chunk> ReadChunks(ReadOnlySpan<char> text, SymbolTable symbols)
    {
        var chunks = new List<Chunk>();
        while (!text.IsEmpty)
        {
            var length = text.Length;
            if (text.Length > Chunk.Units)
            {
                var line = text[Chunk.Units..].IndexOf('\n');
                length = line < 0 ? text.Length : Chunk.Units + line + 1;
            }

            chunks.Add(Chunk.Read(text[..length], symbols));
            text = text[length..];
        }

        return chunks;
    }

    private static bool IsLineStart(string text, int offset) => offset == 0 || text[offset - 1] == '\n';

    private static int CommonSuffix(ReadOnlySpan<char> first, ReadOnlySpan<char> second)
    {
        const int Block = 512;
        var most = Math.Min(first.Length, second.Length);
        var count = 0;
        while (count + Block <= most && first[^(count + Block)..^count].SequenceEqual(second[^(count + Block)..^count]))
        {
            count += Block;
        }

        while (count < most && first[^(count + 1)] == second[^(count + 1)])
        {
            count++;
        }

        return count;
    }
}
