using System.Text;

namespace CodeAssist.GgufMaker;

/// <summary>The byte-level vocabulary of an existing GGUF file: its tokens and merges.</summary>
/// <param name="Tokens">Texts in the order of their ids.</param>
/// <param name="TokenTypes">1 for ordinary, 3 for control tokens.</param>
/// <param name="Merges">The rules of the byte pair encoding.</param>
/// <param name="PreTokenizer">How text is split before the rules apply.</param>
public sealed record SourceVocabulary(
    IReadOnlyList<string> Tokens, IReadOnlyList<int> TokenTypes, IReadOnlyList<string> Merges, string PreTokenizer)
{
    private const int TextType = 8;
    private const int ArrayType = 9;

    // Bytes of a value by the number of its type; texts (8) and arrays (9) have none of their own.
    private static readonly int[] _sizes = [1, 1, 2, 2, 4, 4, 4, 1, 0, 0, 8, 8, 8];

    /// <param name="path">A file that this project made itself: nothing is checked.</param>
    public static SourceVocabulary Read(string path)
    {
        using var reader = new BinaryReader(new BufferedStream(File.OpenRead(path)));
        reader.ReadUInt64();
        reader.ReadUInt64();
        var count = reader.ReadUInt64();
        var values = new Dictionary<string, object>(StringComparer.Ordinal);
        for (ulong i = 0; i < count; i++)
        {
            values[ReadText(reader)] = ReadValue(reader, reader.ReadUInt32());
        }

        return new SourceVocabulary(
            (IReadOnlyList<string>)values["tokenizer.ggml.tokens"],
            (IReadOnlyList<int>)values["tokenizer.ggml.token_type"],
            (IReadOnlyList<string>)values["tokenizer.ggml.merges"],
            (string)values["tokenizer.ggml.pre"]);
    }

    private static object ReadValue(BinaryReader reader, uint type)
    {
        if (type == TextType)
        {
            return ReadText(reader);
        }

        if (type != ArrayType)
        {
            return reader.ReadBytes(_sizes[type]);
        }

        var elementType = reader.ReadUInt32();
        var length = (int)reader.ReadUInt64();
        return elementType == TextType
            ? Enumerable.Range(0, length).Select(_ => ReadText(reader)).ToList()
            : Enumerable.Range(0, length).Select(_ => ReadWhole(reader, elementType)).ToList();
    }

    private static int ReadWhole(BinaryReader reader, uint type) => _sizes[type] switch
    {
        1 => reader.ReadByte(),
        2 => reader.ReadInt16(),
        4 => reader.ReadInt32(),
        _ => (int)reader.ReadInt64(),
    };

    private static string ReadText(BinaryReader reader) => Encoding.UTF8.GetString(reader.ReadBytes((int)reader.ReadUInt64()));
}
