using System.Runtime.InteropServices;

namespace CodeAssist.GgufMaker;

/// <summary>Writes random weights in the form that llama.cpp reads.</summary>
internal sealed class TensorWriter(Stream stream, WeightType weights, GaussianStream random)
{
    private const int BlockLength = 32;
    private const int BlocksAtOnce = 2_048;

    public void Write(RandomTensor tensor)
    {
        if (!tensor.IsMatrix)
        {
            WriteFloats(tensor);
        }
        else if (weights == WeightType.F16)
        {
            WriteHalves(tensor);
        }
        else
        {
            WriteBlocks(tensor);
        }
    }

    private float Next(RandomTensor tensor) => tensor.Mean + (tensor.Deviation == 0 ? 0 : random.Next() * tensor.Deviation);

    private void WriteFloats(RandomTensor tensor)
    {
        var values = new float[tensor.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Next(tensor);
        }

        stream.Write(MemoryMarshal.AsBytes(values.AsSpan()));
    }

    private void WriteHalves(RandomTensor tensor)
    {
        var buffer = new Half[BlocksAtOnce * BlockLength];
        for (long done = 0; done < tensor.Count; done += buffer.Length)
        {
            var count = (int)Math.Min(buffer.Length, tensor.Count - done);
            for (var i = 0; i < count; i++)
            {
                buffer[i] = (Half)Next(tensor);
            }

            stream.Write(MemoryMarshal.AsBytes(buffer.AsSpan(0, count)));
        }
    }

    // A block: its scale as a half float, then 32 signed bytes.
    private void WriteBlocks(RandomTensor tensor)
    {
        var bytes = new byte[BlocksAtOnce * (BlockLength + 2)];
        Span<float> values = stackalloc float[BlockLength];
        var used = 0;
        for (long block = 0; block < tensor.Count / BlockLength; block++)
        {
            for (var i = 0; i < BlockLength; i++)
            {
                values[i] = Next(tensor);
            }

            WriteBlock(values, bytes.AsSpan(used, BlockLength + 2));
            used += BlockLength + 2;
            if (used == bytes.Length)
            {
                stream.Write(bytes);
                used = 0;
            }
        }

        stream.Write(bytes, 0, used);
    }

    private static void WriteBlock(ReadOnlySpan<float> values, Span<byte> block)
    {
        float largest = 0;
        foreach (var value in values)
        {
            largest = MathF.Max(largest, MathF.Abs(value));
        }

        var scale = largest / 127;
        MemoryMarshal.Write(block, (Half)scale);
        for (var i = 0; i < values.Length; i++)
        {
            block[i + 2] = unchecked((byte)(sbyte)(scale == 0 ? 0 : MathF.Round(values[i] / scale)));
        }
    }
}
