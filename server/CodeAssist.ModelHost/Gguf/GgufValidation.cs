using System.Text.RegularExpressions;

namespace CodeAssist.ModelHost.Gguf;

/// <summary>Checks what the header means, so that values on which llama.cpp ends the process never reach it.</summary>
internal sealed partial class GgufValidation(GgufParser file)
{
    private const int MostLayers = 512;
    private const int MostHeads = 4_096;
    private const int LargestWidth = 1 << 18;
    private const int MostTokens = 1 << 22;
    private const int LongestContext = 1 << 26;

    private string _architecture = "";

    /// <exception cref="GgufFormatException">A value makes no sense.</exception>
    public GgufHeader Check(string fileName, long fileBytes)
    {
        if (Text("general.type") is "adapter")
        {
            throw new GgufFormatException("it is an adapter, which belongs to a model; name it with `codeassist models use MODEL --adapter FILE`");
        }

        _architecture = Text("general.architecture") ?? throw new GgufFormatException("it does not say which architecture it is");
        if (!ArchitectureName().IsMatch(_architecture))
        {
            throw new GgufFormatException("the name of its architecture is not a name");
        }

        var vocabulary = CheckVocabulary();
        var layers = Whole("block_count", 1, MostLayers);
        var context = Whole("context_length", 1, LongestContext);
        var width = Whole("embedding_length", 1, LargestWidth);
        var keyValueBytes = CheckHeads(layers, width);
        CheckNumbers();
        CheckEmbedding(vocabulary, width);
        return new GgufHeader(
            _architecture,
            Text("general.name") is { Length: > 0 } name ? name : fileName,
            Text("codeassist.prompt.layout"),
            Number("codeassist.confidence.minimum") is >= 0 and <= 1 and var minimum ? minimum : null,
            Text("tokenizer.chat_template"),
            fileBytes,
            file.Tensors.Sum(tensor => tensor.ByteCount),
            file.Tensors.Sum(tensor => tensor.Dimensions.Aggregate(1L, (product, dimension) => product * dimension)),
            layers,
            context,
            width,
            OptionalWhole("feed_forward_length", 0, LargestWidth) ?? 0,
            keyValueBytes,
            vocabulary)
        {
            Quantisation = FileTypes.NameOf(Number("general.file_type")),
            Licence = Text("general.license"),
            Weights = WeightSorting.Sort(file.Tensors, layers),
            Tensors = file.Tensors.ToDictionary(tensor => tensor.Name, tensor => tensor.Dimensions, StringComparer.Ordinal),
            MarkedTokens = file.MarkedTokens,
        };
    }

    private int CheckVocabulary()
    {
        if (!file.Values.TryGetValue("tokenizer.ggml.tokens", out var tokens) || tokens is not { Type: GgufValueType.Text, Length: > 0 and <= MostTokens })
        {
            throw new GgufFormatException("it has no vocabulary");
        }

        CheckParallelArray("tokenizer.ggml.token_type", GgufValueType.Int32, tokens.Length.Value);
        CheckParallelArray("tokenizer.ggml.scores", GgufValueType.Float32, tokens.Length.Value);
        return (int)tokens.Length.Value;
    }

    private void CheckParallelArray(string key, GgufValueType type, long length)
    {
        if (file.Values.TryGetValue(key, out var value) && (value.Type != type || value.Length != length))
        {
            throw new GgufFormatException($"'{key}' does not fit its vocabulary");
        }
    }

    // Returns the bytes of one token in the cache: keys and values of every layer, two bytes each.
    private long CheckHeads(int layers, int width)
    {
        // Some architectures give an array, one number a layer; then the widest possible is assumed.
        var heads = OptionalWhole("attention.head_count", 1, MostHeads);
        var keyValueHeads = OptionalWhole("attention.head_count_kv", 1, MostHeads) ?? heads;
        if (heads is { } count)
        {
            if (count % keyValueHeads != 0)
            {
                throw new GgufFormatException("its numbers of attention heads do not fit each other");
            }

            if (Number(Key("attention.key_length")) is null && width % count != 0)
            {
                throw new GgufFormatException("its width is not a multiple of its attention heads");
            }
        }

        var keyLength = OptionalWhole("attention.key_length", 1, LargestWidth) ?? width / (heads ?? 1);
        var valueLength = OptionalWhole("attention.value_length", 1, LargestWidth) ?? width / (heads ?? 1);
        if (OptionalWhole("rope.dimension_count", 0, LargestWidth) is { } rope && (rope > keyLength || rope % 2 != 0))
        {
            throw new GgufFormatException("its rotary dimensions do not fit its attention heads");
        }

        return 2L * layers * (keyValueHeads ?? 1) * (keyLength + valueLength);
    }

    private void CheckNumbers()
    {
        foreach (var key in new[] { "attention.layer_norm_rms_epsilon", "attention.layer_norm_epsilon" })
        {
            // A negative epsilon ends the process at the first decode.
            if (Number(Key(key)) is { } epsilon && !(epsilon is >= 0 and < 1))
            {
                throw new GgufFormatException($"'{Key(key)}' is {epsilon}");
            }
        }

        if (Number(Key("rope.freq_base")) is { } frequency && !(double.IsFinite(frequency) && frequency > 0))
        {
            throw new GgufFormatException($"'{Key("rope.freq_base")}' is {frequency}");
        }
    }

    private void CheckEmbedding(int vocabulary, int width)
    {
        var embedding = file.Tensors.FirstOrDefault(tensor => tensor.Name is "token_embd.weight")
            ?? throw new GgufFormatException("it has no weights for its vocabulary");
        if (embedding.Dimensions is not [var columns, var rows] || columns != width || rows != vocabulary)
        {
            throw new GgufFormatException("the weights of its vocabulary have another size than the vocabulary");
        }
    }

    private string Key(string name) => $"{_architecture}.{name}";

    private string? Text(string key) =>
        file.Values.TryGetValue(key, out var value) && value is { Type: GgufValueType.Text, Length: null } ? value.Text : null;

    private double? Number(string key) =>
        file.Values.TryGetValue(key, out var value) && value is { Type: not GgufValueType.Text, Length: null } ? value.Number : null;

    private int Whole(string name, int least, int most) =>
        OptionalWhole(name, least, most) ?? throw new GgufFormatException($"'{Key(name)}' is missing");

    private int? OptionalWhole(string name, int least, int most) => Number(Key(name)) switch
    {
        null => null,
        var number when number >= least && number <= most && number == Math.Truncate(number.Value) => (int)number,
        var number => throw new GgufFormatException($"'{Key(name)}' is {number}"),
    };

    [GeneratedRegex("^[a-z0-9][a-z0-9_.-]{0,63}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ArchitectureName();
}
