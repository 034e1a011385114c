using System.Buffers.Binary;
using System.Text;

namespace CodeAssist.ModelHost.Tests.Support;

/// <summary>Where everything lies in a valid GGUF file, so that a test can damage exactly one thing.</summary>
internal sealed class GgufMap
{
    // Bytes of a value by the number of its type; texts (8) and arrays (9) have none of their own.
    private static readonly int[] _sizes = [1, 1, 2, 2, 4, 4, 4, 1, 0, 0, 8, 8, 8];

    private readonly Dictionary<string, int> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TensorPlace> _tensors = new(StringComparer.Ordinal);
    private readonly byte[] _bytes;
    private int _at = 24;

    public GgufMap(byte[] bytes)
    {
        _bytes = bytes;
        for (var left = ReadWhole(16); left > 0; left--)
        {
            var key = Text();
            var type = BinaryPrimitives.ReadUInt32LittleEndian(_bytes.AsSpan(_at));
            _values[key] = _at += 4;
            Skip(type);
        }

        FirstTensor = _at;
        for (var left = ReadWhole(8); left > 0; left--)
        {
            var name = Text();
            var count = BinaryPrimitives.ReadInt32LittleEndian(_bytes.AsSpan(_at));
            _tensors[name] = new TensorPlace(_at, _at + 4, _at + 4 + (8 * count), _at + 8 + (8 * count));
            _at += 16 + (8 * count);
        }

        HeaderLength = _at;
    }

    public int FirstTensor { get; }

    public int HeaderLength { get; }

    public int WeightsStart => (HeaderLength + 31) / 32 * 32;

    public int Length => _bytes.Length;

    /// <summary>Offset of a value; of an array, of its element type.</summary>
    public int Value(string key) => _values[key];

    public TensorPlace Tensor(string name) => _tensors[name];

    private long ReadWhole(int at) => BinaryPrimitives.ReadInt64LittleEndian(_bytes.AsSpan(at));

    private string Text()
    {
        var length = (int)ReadWhole(_at);
        var text = Encoding.UTF8.GetString(_bytes, _at + 8, length);
        _at += 8 + length;
        return text;
    }

    private void Skip(uint type)
    {
        switch (type)
        {
            case 8:
                Text();
                break;
            case 9:
                var elementType = BinaryPrimitives.ReadUInt32LittleEndian(_bytes.AsSpan(_at));
                var count = ReadWhole(_at + 4);
                _at += 12;
                for (; count > 0; count--)
                {
                    Skip(elementType);
                }

                break;
            default:
                _at += _sizes[type];
                break;
        }
    }

    /// <summary>Offsets of the parts of a tensor's entry in the header.</summary>
    internal readonly record struct TensorPlace(int DimensionCount, int FirstDimension, int Type, int Offset);
}
