using System.Globalization;
using System.Text.RegularExpressions;

namespace CodeAssist.ModelHost.Gguf;

/// <summary>The other files of a model that lies in several, as llama.cpp's gguf-split writes them: <c>NAME-00001-of-00003.gguf</c> and so on. The first has the metadata, each has tensors of its own.</summary>
internal static partial class SplitModel
{
    private const int MostParts = 512;

    /// <summary>Opens and reads the others, and puts their tensors behind those of the first.</summary>
    /// <param name="path">Of the first.</param>
    /// <param name="first">What stands in it.</param>
    /// <returns>The others, open, in their order; none where it is the only file.</returns>
    /// <exception cref="GgufFormatException">The files do not belong together, or one is missing.</exception>
    /// <exception cref="IOException">One cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">One may not be read.</exception>
    public static IReadOnlyList<(string Path, FileStream Stream)> OpenOthers(string path, GgufParser first)
    {
        var count = Number(first, "split.count") ?? 1;
        if (count <= 1)
        {
            return [];
        }

        if (count > MostParts)
        {
            throw new GgufFormatException($"it claims to be one of {count} parts");
        }

        if (Number(first, "split.no") != 0)
        {
            throw new GgufFormatException($"it is part {Number(first, "split.no") + 1} of {count} of a model; name its first part");
        }

        if (Name().Match(Path.GetFileName(path)) is not { Success: true } name || int.Parse(name.Groups["count"].Value, CultureInfo.InvariantCulture) != count)
        {
            throw new GgufFormatException($"it is the first of {count} parts and is not called so: the others are found by their names, as in NAME-00001-of-{count:00000}.gguf");
        }

        var others = new List<(string Path, FileStream Stream)>();
        try
        {
            for (var part = 2; part <= count; part++)
            {
                var other = Path.Combine(Path.GetDirectoryName(path)!, string.Create(CultureInfo.InvariantCulture, $"{name.Groups["stem"].Value}-{part:00000}-of-{count:00000}.gguf"));
                others.Add((other, Open(other, part, (int)count)));
                Add(first, GgufParser.Parse(others[^1].Stream), part, (int)count);
            }

            return Number(first, "split.tensors.count") == first.Tensors.Count
                ? others
                : throw new GgufFormatException("its parts do not have as many tensors together as it says");
        }
        catch
        {
            others.ForEach(other => other.Stream.Dispose());
            throw;
        }
    }

    private static FileStream Open(string path, int part, int count) =>
        !File.Exists(path) ? throw new GgufFormatException($"part {part} of {count} is missing beside it: '{Path.GetFileName(path)}'")
        : ModelFileStream.TryOpen(path) ?? throw new GgufFormatException($"part {part} of {count} is a pipe or a device");

    private static void Add(GgufParser first, GgufParser other, int part, int count)
    {
        if (Number(other, "split.no") != part - 1 || Number(other, "split.count") != count)
        {
            throw new GgufFormatException($"what is called its part {part} of {count} is something else");
        }

        var names = first.Tensors.Select(tensor => tensor.Name).ToHashSet(StringComparer.Ordinal);
        if (other.Tensors.Find(tensor => !names.Add(tensor.Name)) is { } twice)
        {
            throw new GgufFormatException($"tensor '{twice.Name}' appears in two of its parts");
        }

        first.Tensors.AddRange(other.Tensors);
    }

    private static double? Number(GgufParser file, string key) =>
        file.Values.TryGetValue(key, out var value) && value is { Type: not GgufValueType.Text, Length: null } ? value.Number : null;

    [GeneratedRegex("^(?<stem>.+)-00001-of-(?<count>[0-9]{5})[.]gguf$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();
}
