using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace CodeAssist.ModelHost.Gguf;

/// <summary>Reads a GGUF header front to back; every length is checked against what is left of the file before it is believed.</summary>
internal sealed class GgufParser
{
    private const uint Magic = 0x46554747; // "GGUF"
    private const int MostValues = 4_096;
    private const int MostTensors = 65_536;
    private const int LongestText = 16 * 1024 * 1024;
    private const int LongestTensorName = 63;
    private const int LongestMarkedToken = 48;
    private const int MostMarkedTokens = 8_192;

    // A special token may begin with the sign for a blank, which takes three bytes.
    private const int BlankBytes = 3;

    private readonly Stream _stream;
    private readonly long _length;
    private long _position;

    private GgufParser(Stream stream)
    {
        _stream = stream;
        _length = stream.Length;
    }

    public Dictionary<string, GgufValue> Values { get; } = new(StringComparer.Ordinal);

    public List<GgufTensor> Tensors { get; } = [];

    /// <summary>Tokens between brackets: special ones look so, and of those there are few.</summary>
    public HashSet<string> MarkedTokens { get; } = new(StringComparer.Ordinal);

    /// <exception cref="GgufFormatException">The header is not valid.</exception>
    public static GgufParser Parse(Stream stream)
    {
        var parser = new GgufParser(stream);
        parser.Read();
        return parser;
    }

    private void Read()
    {
        if (_length < 4 || ReadUInt32() != Magic)
        {
            throw new GgufFormatException("it does not begin as a GGUF file does");
        }

        if (ReadUInt32() is not (2 or 3) and var version)
        {
            throw new GgufFormatException($"its format version is {version}; 2 and 3 are known");
        }

        var tensors = ReadCount(MostTensors, "tensors");
        var values = ReadCount(MostValues, "metadata values");
        for (var i = 0; i < values; i++)
        {
            var key = ReadText(LongestText);
            if (!Values.TryAdd(key, ReadValue(key)))
            {
                throw new GgufFormatException($"metadata '{Shorten(key)}' appears twice");
            }
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < tensors; i++)
        {
            var tensor = ReadTensor();
            if (!names.Add(tensor.Name))
            {
                throw new GgufFormatException($"tensor '{tensor.Name}' appears twice");
            }

            Tensors.Add(tensor);
        }

        CheckTensorsLieInFile();
    }

    private void CheckTensorsLieInFile()
    {
        long alignment = 32;
        if (Values.TryGetValue("general.alignment", out var value))
        {
            alignment = value is { Type: GgufValueType.UInt32, Length: null } && value.Number is > 0 and <= 65_536 && long.IsPow2((long)value.Number)
                ? (long)value.Number
                : throw new GgufFormatException("its alignment is not a power of two");
        }

        var start = (_position + alignment - 1) / alignment * alignment;
        long expected = 0;
        foreach (var tensor in Tensors)
        {
            // llama.cpp wants them one behind the other, each on the alignment.
            if (tensor.Offset != expected)
            {
                throw new GgufFormatException($"the weights of tensor '{tensor.Name}' are not where they should be");
            }

            if (tensor.ByteCount > _length - start - tensor.Offset)
            {
                throw new GgufFormatException(
                    $"the weights of tensor '{tensor.Name}' end behind the end of the file: the file is incomplete");
            }

            expected = (tensor.Offset + tensor.ByteCount + alignment - 1) / alignment * alignment;
        }
    }

    private GgufTensor ReadTensor()
    {
        var name = ReadText(LongestTensorName);
        var count = ReadUInt32();
        if (count is < 1 or > 4)
        {
            throw new GgufFormatException($"tensor '{name}' has {count} dimensions");
        }

        var dimensions = new long[count];
        for (var i = 0; i < count; i++)
        {
            var dimension = ReadUInt64();
            dimensions[i] = dimension is > 0 and <= int.MaxValue
                ? (long)dimension
                : throw new GgufFormatException($"tensor '{name}' has a dimension of {dimension}");
        }

        var type = ReadUInt32();
        var offset = ReadUInt64();
        return offset <= (ulong)_length
            ? new GgufTensor(name, dimensions, type, (long)offset, TensorTypes.ByteCount(type, dimensions, name))
            : throw new GgufFormatException($"the weights of tensor '{name}' lie outside the file: the file is incomplete");
    }

    private GgufValue ReadValue(string key)
    {
        var type = (GgufValueType)ReadUInt32();
        return type == GgufValueType.Array ? ReadArray(key) : ReadScalar(type, key);
    }

    private GgufValue ReadArray(string key)
    {
        var type = (GgufValueType)ReadUInt32();
        var count = ReadUInt64();
        if (type == GgufValueType.Text)
        {
            // Each text takes at least the eight bytes of its length.
            CheckLeft(count, 8, key);
            for (ulong i = 0; i < count; i++)
            {
                ReadToken(ReadUInt64(), key);
            }
        }
        else
        {
            CheckLeft(count, Size(type, key), key);
            Skip(count * (ulong)Size(type, key), key);
        }

        return new GgufValue(type, 0, null, (long)count);
    }

    private void ReadToken(ulong length, string key)
    {
        if (length is 0 or > LongestMarkedToken || key is not "tokenizer.ggml.tokens" || MarkedTokens.Count >= MostMarkedTokens)
        {
            Skip(length, key);
            return;
        }

        Span<byte> bytes = stackalloc byte[LongestMarkedToken];
        bytes = bytes[..(int)length];
        CheckLeft(length, 1, key);
        ReadBytes(bytes);
        if (bytes[^1] is (byte)'>' or (byte)']' && bytes.IndexOfAny((byte)'<', (byte)'[') is >= 0 and <= BlankBytes)
        {
            MarkedTokens.Add(Encoding.UTF8.GetString(bytes));
        }
    }

    private GgufValue ReadScalar(GgufValueType type, string key)
    {
        if (type == GgufValueType.Text)
        {
            return new GgufValue(type, 0, ReadText(LongestText), null);
        }

        Span<byte> bytes = stackalloc byte[8];
        bytes = bytes[..Size(type, key)];
        ReadBytes(bytes);
        var number = type switch
        {
            GgufValueType.UInt8 or GgufValueType.Bool => (double)bytes[0],
            GgufValueType.Int8 => (sbyte)bytes[0],
            GgufValueType.UInt16 => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
            GgufValueType.Int16 => BinaryPrimitives.ReadInt16LittleEndian(bytes),
            GgufValueType.UInt32 => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
            GgufValueType.Int32 => BinaryPrimitives.ReadInt32LittleEndian(bytes),
            GgufValueType.Float32 => BinaryPrimitives.ReadSingleLittleEndian(bytes),
            GgufValueType.UInt64 => BinaryPrimitives.ReadUInt64LittleEndian(bytes),
            GgufValueType.Int64 => BinaryPrimitives.ReadInt64LittleEndian(bytes),
            _ => BinaryPrimitives.ReadDoubleLittleEndian(bytes),
        };
        return new GgufValue(type, number, null, null);
    }

    private static int Size(GgufValueType type, string key) => type switch
    {
        GgufValueType.UInt8 or GgufValueType.Int8 or GgufValueType.Bool => 1,
        GgufValueType.UInt16 or GgufValueType.Int16 => 2,
        GgufValueType.UInt32 or GgufValueType.Int32 or GgufValueType.Float32 => 4,
        GgufValueType.UInt64 or GgufValueType.Int64 or GgufValueType.Float64 => 8,
        _ => throw new GgufFormatException($"metadata '{Shorten(key)}' has the unknown type {(uint)type}"),
    };

    private int ReadCount(int most, string what)
    {
        var count = ReadUInt64();
        return count <= (ulong)most ? (int)count : throw new GgufFormatException($"it claims {count} {what}");
    }

    private string ReadText(int longest)
    {
        var length = ReadUInt64();
        if (length > (ulong)longest || (long)length > _length - _position)
        {
            throw new GgufFormatException("a text in its header is longer than the file or than any sensible text");
        }

        var bytes = new byte[length];
        ReadBytes(bytes);
        return Encoding.UTF8.GetString(bytes);
    }

    private uint ReadUInt32()
    {
        Span<byte> bytes = stackalloc byte[4];
        ReadBytes(bytes);
        return BinaryPrimitives.ReadUInt32LittleEndian(bytes);
    }

    private ulong ReadUInt64()
    {
        Span<byte> bytes = stackalloc byte[8];
        ReadBytes(bytes);
        return BinaryPrimitives.ReadUInt64LittleEndian(bytes);
    }

    private void ReadBytes(Span<byte> bytes)
    {
        try
        {
            _stream.ReadExactly(bytes);
        }
        catch (EndOfStreamException)
        {
            throw new GgufFormatException("it ends in the middle of its header: the file is incomplete");
        }

        _position += bytes.Length;
    }

    private void Skip(ulong count, string key)
    {
        CheckLeft(count, 1, key);
        _stream.Seek((long)count, SeekOrigin.Current);
        _position += (long)count;
    }

    private void CheckLeft(ulong count, int elementBytes, string key)
    {
        if (count > (ulong)(_length - _position) / (ulong)elementBytes)
        {
            throw new GgufFormatException(
                string.Create(CultureInfo.InvariantCulture, $"metadata '{Shorten(key)}' ends behind the end of the file"));
        }
    }

    private static string Shorten(string text) => text.Length <= 80 ? text : text[..80] + "…";
}
