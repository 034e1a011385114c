using System.Buffers.Binary;
using System.Text;

namespace CodeAssist.ModelHost.Tests.Support;

/// <summary>Ways to damage a model file, each by a name. Most of them make a careless reader crash or read foreign memory.</summary>
internal static class HostileModels
{
    private const string Layers = "llama.block_count";
    private const string Heads = "llama.attention.head_count";
    private const string KeyValueHeads = "llama.attention.head_count_kv";
    private const string Epsilon = "llama.attention.layer_norm_rms_epsilon";
    private const string Embedding = "token_embd.weight";
    private const string Norm = "blk.0.attn_norm.weight";

    /// <summary>Must be refused with a sentence.</summary>
    public static IReadOnlyDictionary<string, Func<byte[], byte[]>> Refused { get; } = new Dictionary<string, Func<byte[], byte[]>>(StringComparer.Ordinal)
    {
        ["empty"] = _ => [],
        ["three bytes"] = bytes => bytes[..3],
        ["cut in the header"] = bytes => bytes[..1_000],
        ["cut in the weights"] = bytes => bytes[..(bytes.Length / 2)],
        ["cut behind its last weights"] = bytes => bytes[..^33],
        ["another magic"] = bytes => At(bytes, 0, "XXXX"u8),
        ["a web page"] = _ => "<!DOCTYPE html><html>404</html>"u8.ToArray(),
        ["version 0"] = bytes => At(bytes, 4, 0u),
        ["version 999"] = bytes => At(bytes, 4, 999u),
        ["2^60 tensors"] = bytes => At(bytes, 8, 1L << 60),
        ["2^60 values"] = bytes => At(bytes, 16, 1L << 60),
        ["minus one values"] = bytes => At(bytes, 16, -1L),
        ["a key of 2^62 bytes"] = bytes => At(bytes, 24, 1L << 62),
        ["2^40 tokens"] = bytes => At(bytes, new GgufMap(bytes).Value("tokenizer.ggml.tokens") + 4, 1L << 40),
        ["tokens of an unknown type"] = bytes => At(bytes, new GgufMap(bytes).Value("tokenizer.ggml.tokens"), 77u),
        ["token types that are texts"] = bytes => At(bytes, new GgufMap(bytes).Value("tokenizer.ggml.token_type"), 8u),
        ["fewer token types than tokens"] = bytes => At(bytes, new GgufMap(bytes).Value("tokenizer.ggml.token_type") + 4, 10L),
        ["no layers"] = bytes => Value(bytes, Layers, 0u),
        ["a million layers"] = bytes => Value(bytes, Layers, 1_000_000u),
        ["more layers than weights"] = bytes => Value(bytes, Layers, 500u),
        ["no heads"] = bytes => Value(bytes, Heads, 0u),
        ["2^31 heads"] = bytes => Value(bytes, Heads, 1u << 31),
        ["no key heads"] = bytes => Value(bytes, KeyValueHeads, 0u),
        ["three key heads for four heads"] = bytes => Value(bytes, KeyValueHeads, 3u),
        ["no width"] = bytes => Value(bytes, "llama.embedding_length", 0u),
        ["another width than the weights"] = bytes => Value(bytes, "llama.embedding_length", 256u),
        ["no context"] = bytes => Value(bytes, "llama.context_length", 0u),
        ["rotation wider than a head"] = bytes => Value(bytes, "llama.rope.dimension_count", 4_096u),
        ["odd rotation"] = bytes => Value(bytes, "llama.rope.dimension_count", 31u),
        ["rotation by nothing"] = bytes => Value(bytes, "llama.rope.freq_base", BitConverter.SingleToUInt32Bits(float.NaN)),
        ["negative epsilon"] = bytes => Value(bytes, Epsilon, BitConverter.SingleToUInt32Bits(-1)),
        ["epsilon that is no number"] = bytes => Value(bytes, Epsilon, BitConverter.SingleToUInt32Bits(float.NaN)),
        ["unknown architecture"] = bytes => Replace(bytes, "llama", "zzzzz"),
        ["architecture with a path in it"] = bytes => Replace(bytes, "llama", "../ab"),
        ["no architecture"] = bytes => Replace(bytes, "general.architecture", "general.architecturf"),
        ["a key twice"] = bytes => Replace(bytes, "llama.block_count", "general.file_type"),
        ["a dimension of 2^62"] = bytes => At(bytes, new GgufMap(bytes).Tensor(Embedding).FirstDimension, 1L << 62),
        ["dimensions that overflow"] = bytes => At(At(bytes, new GgufMap(bytes).Tensor(Embedding).FirstDimension, (long)int.MaxValue - 31), new GgufMap(bytes).Tensor(Embedding).FirstDimension + 8, (long)int.MaxValue),
        ["weights for fewer tokens"] = bytes => At(bytes, new GgufMap(bytes).Tensor(Embedding).FirstDimension + 8, 100L),
        ["ninety-nine dimensions"] = bytes => At(bytes, new GgufMap(bytes).Tensor(Embedding).DimensionCount, 99u),
        ["no dimensions"] = bytes => At(bytes, new GgufMap(bytes).Tensor(Embedding).DimensionCount, 0u),
        ["weights of an unknown type"] = bytes => At(bytes, new GgufMap(bytes).Tensor(Embedding).Type, 200u),
        ["weights of a type of another size"] = bytes => At(bytes, new GgufMap(bytes).Tensor(Embedding).Type, 19u),
        ["norm of another type"] = bytes => At(bytes, new GgufMap(bytes).Tensor(Norm).Type, 1u),
        ["norm of another width"] = bytes => At(bytes, new GgufMap(bytes).Tensor(Norm).FirstDimension, 64L),
        ["weights behind the end"] = bytes => At(bytes, new GgufMap(bytes).Tensor(Embedding).Offset, 1L << 40),
        ["weights before the beginning"] = bytes => At(bytes, new GgufMap(bytes).Tensor(Embedding).Offset, -32L),
        ["weights that are no numbers"] = bytes => Fill(bytes, new GgufMap(bytes).WeightsStart, 0xFF),
    };

    /// <summary>May run or be refused, but nothing else.</summary>
    public static IReadOnlyDictionary<string, Func<byte[], byte[]>> Survivable { get; } = Many();

    private static Dictionary<string, Func<byte[], byte[]>> Many()
    {
        var all = new Dictionary<string, Func<byte[], byte[]>>(StringComparer.Ordinal)
        {
            ["begin of text outside the vocabulary"] = bytes => Value(bytes, "tokenizer.ggml.bos_token_id", 1_000_000_000u),
            ["end of text outside the vocabulary"] = bytes => Value(bytes, "tokenizer.ggml.eos_token_id", uint.MaxValue),
            ["garbled merges"] = bytes => Scatter(bytes, 3_000, seed: 5, map => (map.Value("tokenizer.ggml.merges") + 20, map.Value("tokenizer.ggml.eos_token_id") - 40)),
            ["random weights"] = bytes => Scatter(bytes, bytes.Length / 7, seed: 6, map => (map.WeightsStart, map.Length)),
        };
        for (var seed = 0; seed < 6; seed++)
        {
            var copy = seed;
            all[$"random header {seed}"] = bytes => Scatter(bytes, 20, copy, map => (24, map.Value("tokenizer.ggml.tokens")));
            all[$"random tensor list {seed}"] = bytes => Scatter(bytes, 6, copy, map => (map.FirstTensor, map.HeaderLength));
        }

        return all;
    }

    private static byte[] Value(byte[] bytes, string key, uint value) => At(bytes, new GgufMap(bytes).Value(key), value);

    private static byte[] At(byte[] bytes, int offset, uint value)
    {
        var copy = bytes.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(copy.AsSpan(offset), value);
        return copy;
    }

    private static byte[] At(byte[] bytes, int offset, long value)
    {
        var copy = bytes.ToArray();
        BinaryPrimitives.WriteInt64LittleEndian(copy.AsSpan(offset), value);
        return copy;
    }

    private static byte[] At(byte[] bytes, int offset, ReadOnlySpan<byte> value)
    {
        var copy = bytes.ToArray();
        value.CopyTo(copy.AsSpan(offset));
        return copy;
    }

    // The first occurrence of a text by another of the same length.
    private static byte[] Replace(byte[] bytes, string text, string by)
    {
        var pattern = Encoding.UTF8.GetBytes(text);
        return At(bytes, bytes.AsSpan().IndexOf(pattern), Encoding.UTF8.GetBytes(by));
    }

    private static byte[] Fill(byte[] bytes, int from, byte value)
    {
        var copy = bytes.ToArray();
        copy.AsSpan(from).Fill(value);
        return copy;
    }

    private static byte[] Scatter(byte[] bytes, int count, int seed, Func<GgufMap, (int From, int To)> range)
    {
        var copy = bytes.ToArray();
        var random = new Random(seed);
        var (from, to) = range(new GgufMap(bytes));
        for (; count > 0; count--)
        {
            copy[random.Next(from, to)] = (byte)random.Next(256);
        }

        return copy;
    }
}
