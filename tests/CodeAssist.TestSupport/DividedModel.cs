using System.Buffers.Binary;
using System.Text;

namespace CodeAssist.TestSupport;

/// <summary>Divides a valid GGUF file into parts, as llama.cpp's gguf-split does.</summary>
public sealed class DividedModel
{
    private const int Alignment = 32;
    private const int TextType = 8;
    private const int ArrayType = 9;

    // Bytes of a value by the number of its type; texts and arrays have none of their own.
    private static readonly int[] _sizes = [1, 1, 2, 2, 4, 4, 4, 1, 0, 0, 8, 8, 8];

    private readonly byte[] _bytes;
    private int _at = 24;

    private DividedModel(string path) => _bytes = File.ReadAllBytes(path);

    /// <summary>Writes the parts beside the file, which stays.</summary>
    /// <returns>Their paths.</returns>
    public static IReadOnlyList<string> Write(string path, int parts) => new DividedModel(path).WriteAll(Path.ChangeExtension(path, null), parts);

    private string[] WriteAll(string stem, int parts)
    {
        for (var left = Whole(16); left > 0; left--)
        {
            Text();
            _at += 4;
            Skip(BinaryPrimitives.ReadInt32LittleEndian(_bytes.AsSpan(_at - 4)));
        }

        var metadata = _bytes.AsMemory(24, _at - 24);
        var tensors = Tensors();
        string[] paths = [.. Enumerable.Range(1, parts).Select(part => $"{stem}-{part:00000}-of-{parts:00000}.gguf")];
        for (var part = 0; part < parts; part++)
        {
            var own = tensors[(tensors.Count * part / parts)..(tensors.Count * (part + 1) / parts)];
            using var file = new BinaryWriter(File.Create(paths[part]), Encoding.UTF8);
            file.Write(_bytes.AsSpan(0, 8));
            file.Write((ulong)own.Count);
            file.Write((part == 0 ? Whole(16) : 0) + 3);
            file.Write(part == 0 ? metadata.Span : default);
            WriteNumber(file, "split.no", part);
            WriteNumber(file, "split.count", parts);
            WriteNumber(file, "split.tensors.count", tensors.Count);
            WriteTensors(file, own);
        }

        return paths;
    }

    // The entry of each in the header up to its offset, and its bytes up to the next.
    private List<(Memory<byte> Entry, Memory<byte> Weights)> Tensors()
    {
        var entries = new List<(Memory<byte> Entry, long Offset)>();
        for (var left = Whole(8); left > 0; left--)
        {
            var start = _at;
            Text();
            _at += 8 + (8 * BinaryPrimitives.ReadInt32LittleEndian(_bytes.AsSpan(_at)));
            entries.Add((_bytes.AsMemory(start, _at - start), Whole(_at)));
            _at += 8;
        }

        var weights = (_at + Alignment - 1) / Alignment * Alignment;
        return [.. entries.Zip([.. entries.Skip(1).Select(entry => entry.Offset), _bytes.Length - weights], (entry, end) => (entry.Entry, _bytes.AsMemory((int)(weights + entry.Offset), (int)(end - entry.Offset))))];
    }

    private static void WriteTensors(BinaryWriter file, IReadOnlyList<(Memory<byte> Entry, Memory<byte> Weights)> tensors)
    {
        long offset = 0;
        foreach (var (entry, weights) in tensors)
        {
            file.Write(entry.Span);
            file.Write(offset);
            offset += (weights.Length + Alignment - 1) / Alignment * Alignment;
        }

        Pad(file);
        foreach (var (_, weights) in tensors)
        {
            file.Write(weights.Span);
            Pad(file);
        }
    }

    private static void Pad(BinaryWriter file)
    {
        file.Flush();
        file.Write(new byte[(Alignment - (file.BaseStream.Position % Alignment)) % Alignment]);
    }

    private static void WriteNumber(BinaryWriter file, string key, int value)
    {
        file.Write((ulong)Encoding.UTF8.GetByteCount(key));
        file.Write(Encoding.UTF8.GetBytes(key));
        file.Write(key is "split.tensors.count" ? 5 : 2);
        if (key is "split.tensors.count")
        {
            file.Write(value);
        }
        else
        {
            file.Write((ushort)value);
        }
    }

    private long Whole(int at) => BinaryPrimitives.ReadInt64LittleEndian(_bytes.AsSpan(at));

    private void Text() => _at += 8 + (int)Whole(_at);

    private void Skip(int type)
    {
        if (type == TextType)
        {
            Text();
        }
        else if (type == ArrayType)
        {
            var element = BinaryPrimitives.ReadInt32LittleEndian(_bytes.AsSpan(_at));
            var count = Whole(_at + 4);
            for (_at += 12; count > 0; count--)
            {
                Skip(element);
            }
        }
        else
        {
            _at += _sizes[type];
        }
    }
}
