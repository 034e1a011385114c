namespace CodeAssist.GgufMaker;

/// <summary>A model with random weights that is like a real one in everything that costs time and memory.</summary>
/// <param name="Shape">Its sizes.</param>
/// <param name="Architecture"><c>qwen2</c> or <c>llama</c>.</param>
/// <param name="Vocabulary">Its tokens.</param>
/// <param name="Weights">How its matrices are stored.</param>
/// <param name="ContextTokens">The context it claims to be trained for.</param>
/// <param name="Seed">Same seed, same weights.</param>
public sealed record RandomModel(
    ModelShape Shape, string Architecture, ModelVocabulary Vocabulary, WeightType Weights, int ContextTokens, int Seed)
{
    // Small beside what the layers add: otherwise a model with a shared head repeats its input for ever, which hides faults.
    private const float EmbeddingDeviation = 0.05f;

    /// <summary>The name that it gives itself; llama.cpp's tokenizer goes by some.</summary>
    public string Name { get; init; } = $"random {Architecture} of width {Shape.Width} (untrained, for tests and speed runs)";

    /// <summary>The licence that it names, or null.</summary>
    public string? Licence { get; init; }

    public long ParameterCount => Tensors().Sum(tensor => tensor.Count);

    /// <summary>Writes the model; an existing file is replaced.</summary>
    public void Write(string path)
    {
        var tensors = Tensors();
        using var stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);
        using var header = Header();
        header.Write(stream, tensors, Weights);
        var writer = new TensorWriter(stream, Weights, new GaussianStream(Seed));
        foreach (var tensor in tensors)
        {
            writer.Write(tensor);
            GgufWriter.Pad(stream);
        }
    }

    private GgufWriter Header()
    {
        var header = new GgufWriter();
        header.Add("general.architecture", Architecture);
        header.Add("general.name", Name);
        if (Licence is { } licence)
        {
            header.Add("general.license", licence);
        }

        header.Add("general.file_type", Weights == WeightType.Q8 ? 7u : 1u);
        header.Add("general.quantization_version", 2u);
        header.Add($"{Architecture}.block_count", (uint)Shape.Layers);
        header.Add($"{Architecture}.context_length", (uint)ContextTokens);
        header.Add($"{Architecture}.embedding_length", (uint)Shape.Width);
        header.Add($"{Architecture}.feed_forward_length", (uint)Shape.FeedForward);
        header.Add($"{Architecture}.attention.head_count", (uint)Shape.Heads);
        header.Add($"{Architecture}.attention.head_count_kv", (uint)Shape.KeyValueHeads);
        header.Add($"{Architecture}.attention.layer_norm_rms_epsilon", 1e-6f);
        header.Add($"{Architecture}.rope.freq_base", 1_000_000f);
        if (Architecture is "llama")
        {
            header.Add("llama.vocab_size", (uint)Vocabulary.Tokens.Length);
            header.Add("llama.rope.dimension_count", (uint)Shape.HeadLength);
        }

        AddVocabulary(header);
        return header;
    }

    private void AddVocabulary(GgufWriter header)
    {
        header.Add("tokenizer.ggml.model", "gpt2");
        header.Add("tokenizer.ggml.pre", Vocabulary.PreTokenizer);
        header.Add("tokenizer.ggml.tokens", Vocabulary.Tokens);
        header.Add("tokenizer.ggml.token_type", Vocabulary.Types);
        header.Add("tokenizer.ggml.merges", Vocabulary.Merges);
        header.Add("tokenizer.ggml.eos_token_id", (uint)Vocabulary.EndOfText);
        header.Add("tokenizer.ggml.bos_token_id", (uint)(Vocabulary.BeginOfText ?? Vocabulary.EndOfText));
        header.Add("tokenizer.ggml.add_bos_token", Vocabulary.BeginOfText is not null);
        if (Vocabulary.ChatTemplate is { } template)
        {
            header.Add("tokenizer.chat_template", template);
        }
    }

    private List<RandomTensor> Tensors()
    {
        var (width, keyValues) = (Shape.Width, Shape.KeyValueHeads * Shape.HeadLength);
        var byWidth = 1 / MathF.Sqrt(width);
        var byFeedForward = 1 / MathF.Sqrt(Shape.FeedForward);
        var tensors = new List<RandomTensor>
        {
            new("token_embd.weight", [width, Vocabulary.Tokens.Length], EmbeddingDeviation, 0),

            // Brings the logits to a plausible range, with a deviation of about 4.
            new("output_norm.weight", [width], 0, byWidth * 4 / EmbeddingDeviation),
        };
        for (var layer = 0; layer < Shape.Layers; layer++)
        {
            Matrix("attn_q", width, width, byWidth * 1.5f);
            Matrix("attn_k", width, keyValues, byWidth * 1.5f);
            Matrix("attn_v", width, keyValues, byWidth);
            Matrix("attn_output", width, width, byWidth);
            Matrix("ffn_gate", width, Shape.FeedForward, byWidth);
            Matrix("ffn_up", width, Shape.FeedForward, byWidth);
            Matrix("ffn_down", Shape.FeedForward, width, byFeedForward * 2);
            tensors.Add(new RandomTensor($"blk.{layer}.attn_norm.weight", [width], 0.05f, 1));
            tensors.Add(new RandomTensor($"blk.{layer}.ffn_norm.weight", [width], 0.05f, 1));
            if (Architecture is "qwen2")
            {
                tensors.Add(new RandomTensor($"blk.{layer}.attn_q.bias", [width], 0.1f, 0));
                tensors.Add(new RandomTensor($"blk.{layer}.attn_k.bias", [keyValues], 0.1f, 0));
                tensors.Add(new RandomTensor($"blk.{layer}.attn_v.bias", [keyValues], 0.1f, 0));
            }

            void Matrix(string name, int from, int to, float deviation) =>
                tensors.Add(new RandomTensor($"blk.{layer}.{name}.weight", [from, to], deviation, 0));
        }

        return tensors;
    }
}
