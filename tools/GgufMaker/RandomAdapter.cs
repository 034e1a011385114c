namespace CodeAssist.GgufMaker;

/// <summary>A LoRA adapter with random weights that changes how a <see cref="RandomModel"/> attends.</summary>
/// <param name="Shape">Of the model.</param>
/// <param name="Architecture">Of the model.</param>
/// <param name="Rank">Width of its matrices.</param>
/// <param name="Seed">Same seed, same weights.</param>
public sealed record RandomAdapter(ModelShape Shape, string Architecture, int Rank, int Seed)
{
    private static readonly string[] _halves = ["a", "b"];

    /// <summary>The weights of a block that it changes.</summary>
    public IReadOnlyList<string> Targets { get; init; } = ["attn_q", "attn_output"];

    /// <summary>Writes the adapter; an existing file is replaced.</summary>
    public void Write(string path)
    {
        var tensors = Tensors().ToList();
        using var stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
        using var header = new GgufWriter();
        header.Add("general.type", "adapter");
        header.Add("general.architecture", Architecture);
        header.Add("general.name", "random adapter");
        header.Add("adapter.type", "lora");
        header.Add("adapter.lora.alpha", (float)Rank);
        header.Write(stream, tensors, WeightType.F16);
        var writer = new TensorWriter(stream, WeightType.F16, new GaussianStream(Seed));
        foreach (var tensor in tensors)
        {
            writer.Write(tensor);
            GgufWriter.Pad(stream);
        }
    }

    // Each pair together about as large as what it is added to.
    private IEnumerable<RandomTensor> Tensors() =>
        from layer in Enumerable.Range(0, Shape.Layers)
        from target in Targets
        from half in _halves
        select new RandomTensor($"blk.{layer}.{target}.weight.lora_{half}", half is "a" ? [Shape.Width, Rank] : [Rank, Shape.Width], half is "a" ? 1 / MathF.Sqrt(Shape.Width) : 1, 0);
}
