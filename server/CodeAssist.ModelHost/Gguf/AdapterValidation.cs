namespace CodeAssist.ModelHost.Gguf;

/// <summary>Checks whether a file is a LoRA adapter of a model: a value of another kind than expected ends the process in llama.cpp.</summary>
/// <param name="file">The file.</param>
/// <param name="model">The model that it is for.</param>
internal sealed class AdapterValidation(GgufParser file, GgufHeader model)
{
    private const string First = ".lora_a";
    private const string Second = ".lora_b";
    private const string Alpha = "adapter.lora.alpha";
    private const string Embedding = "token_embd.weight";
    private const string Output = "output.weight";

    // Full and half floats, and blocks of eight bits: what is computed with on every device.
    private static readonly uint[] _types = [0, 1, 8, 30];

    /// <param name="fileName">Without its ending.</param>
    /// <param name="bytes">Size of the file.</param>
    /// <exception cref="GgufFormatException">It is none, or not of this model.</exception>
    public AdapterHeader Check(string fileName, long bytes)
    {
        if (Text("general.type") is not "adapter")
        {
            throw new GgufFormatException("it does not call itself an adapter");
        }

        if (Text("adapter.type") is not "lora")
        {
            throw new GgufFormatException($"it is an adapter of the kind '{Text("adapter.type")}', and only LoRA is known");
        }

        if (!string.Equals(Text("general.architecture"), model.Architecture, StringComparison.Ordinal))
        {
            throw new GgufFormatException($"it is for models of the architecture '{Text("general.architecture")}', and {model.Name} is '{model.Architecture}'");
        }

        if (file.Values.TryGetValue(Alpha, out var alpha) && !(alpha is { Type: GgufValueType.Float32, Length: null } && double.IsFinite(alpha.Number)))
        {
            throw new GgufFormatException($"'{Alpha}' is not a number");
        }

        if (file.Values.Keys.Any(key => key.StartsWith("adapter.alora.", StringComparison.Ordinal)))
        {
            throw new GgufFormatException("it works only behind certain words, which is not known here");
        }

        return new AdapterHeader(Text("general.name") is { Length: > 0 } name ? name : fileName, Pairs().Select(CheckPair).Max(), bytes);
    }

    private IReadOnlyList<(string Name, GgufTensor First, GgufTensor Second)> Pairs()
    {
        var matrices = file.Tensors.Where(tensor => !tensor.Name.EndsWith("_norm.weight", StringComparison.Ordinal)).ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
        var names = matrices.Keys.Select(name => name.EndsWith(First, StringComparison.Ordinal) ? name[..^First.Length]
            : name.EndsWith(Second, StringComparison.Ordinal) ? name[..^Second.Length]
            : throw new GgufFormatException($"its tensor '{name}' is no half of a pair")).Distinct(StringComparer.Ordinal).ToList();
        return names.Count == 0
            ? throw new GgufFormatException("it has no matrices")
            : [.. names.Select(name => (name, Half(name, First), Half(name, Second)))];

        GgufTensor Half(string name, string ending) =>
            matrices.TryGetValue(name + ending, out var tensor) ? tensor : throw new GgufFormatException($"the pair of '{name}' lacks its half '{ending}'");
    }

    // Returns the rank.
    private long CheckPair((string Name, GgufTensor First, GgufTensor Second) pair)
    {
        var (name, first, second) = pair;
        if (!model.Tensors.TryGetValue(name, out var basis))
        {
            throw new GgufFormatException($"it changes '{name}', which {model.Name} does not have");
        }

        if (name is Embedding && !model.Tensors.ContainsKey(Output))
        {
            // llama.cpp would multiply by the halves in the wrong order, and end the process.
            throw new GgufFormatException($"it changes the table of embeddings, which {model.Name} also answers with");
        }

        if (!_types.Contains(first.Type) || !_types.Contains(second.Type))
        {
            throw new GgufFormatException($"the numbers of '{name}' are stored in a way that is not known for adapters");
        }

        // In the table of embeddings a row is looked up, and the halves change their places.
        var (rows, columns, rank, other) = name is Embedding
            ? (At(second, 1), At(first, 1), At(first, 0), At(second, 0))
            : (At(first, 0), At(second, 1), At(first, 1), At(second, 0));
        return rows == basis[0] && columns == (basis.Count > 1 ? basis[1] : 1) && rank == other && Deeper(first, basis) && Deeper(second, basis)
            ? rank
            : throw new GgufFormatException($"its matrices for '{name}' have other measures than those of {model.Name}");
    }

    private static long At(GgufTensor tensor, int dimension) => dimension < tensor.Dimensions.Count ? tensor.Dimensions[dimension] : 1;

    // Experts lie one behind the other, in the adapter as in the model.
    private static bool Deeper(GgufTensor tensor, IReadOnlyList<long> basis) => tensor.Dimensions.Skip(2).SequenceEqual(basis.Skip(2));

    private string? Text(string key) =>
        file.Values.TryGetValue(key, out var value) && value is { Type: GgufValueType.Text, Length: null } ? value.Text : null;
}
