using System.Text;

namespace CodeAssist.GgufMaker;

/// <summary>Writes the header of a GGUF file: metadata and the list of tensors.</summary>
internal sealed class GgufWriter : IDisposable
{
    public const int Alignment = 32;
    private const uint Magic = 0x46554747; // "GGUF"
    private const uint Version = 3;

    private readonly MemoryStream _values = new();
    private readonly BinaryWriter _writer;
    private ulong _count;

    public GgufWriter() => _writer = new BinaryWriter(_values);

    public void Add(string key, uint value) => Add(key, 4, () => _writer.Write(value));

    public void Add(string key, float value) => Add(key, 6, () => _writer.Write(value));

    public void Add(string key, bool value) => Add(key, 7, () => _writer.Write(value));

    public void Add(string key, string value) => Add(key, 8, () => WriteText(_writer, value));

    public void Add(string key, IReadOnlyList<string> values) => AddArray(key, 8, values, value => WriteText(_writer, value));

    public void Add(string key, IReadOnlyList<int> values) => AddArray(key, 5, values, _writer.Write);

    public void Write(Stream stream, IReadOnlyList<RandomTensor> tensors, WeightType weights)
    {
        using var output = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        output.Write(Magic);
        output.Write(Version);
        output.Write((ulong)tensors.Count);
        output.Write(_count);
        output.Write(_values.GetBuffer(), 0, (int)_values.Length);
        long offset = 0;
        foreach (var tensor in tensors)
        {
            WriteText(output, tensor.Name);
            output.Write((uint)tensor.Dimensions.Length);
            foreach (var dimension in tensor.Dimensions)
            {
                output.Write((ulong)dimension);
            }

            output.Write(tensor.Type(weights));
            output.Write((ulong)offset);
            offset += (tensor.ByteCount(weights) + Alignment - 1) / Alignment * Alignment;
        }

        output.Flush();
        Pad(stream);
    }

    /// <summary>Fills up with zeros to the next place where a tensor may begin.</summary>
    public static void Pad(Stream stream) => stream.Write(new byte[(Alignment - (stream.Position % Alignment)) % Alignment]);

    public void Dispose() => _writer.Dispose();

    private void Add(string key, uint type, Action writeValue)
    {
        WriteText(_writer, key);
        _writer.Write(type);
        writeValue();
        _count++;
    }

    private void AddArray<T>(string key, uint elementType, IReadOnlyList<T> values, Action<T> writeValue) => Add(key, 9, () =>
    {
        _writer.Write(elementType);
        _writer.Write((ulong)values.Count);
        foreach (var value in values)
        {
            writeValue(value);
        }
    });

    private static void WriteText(BinaryWriter writer, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        writer.Write((ulong)bytes.Length);
        writer.Write(bytes);
    }
}
