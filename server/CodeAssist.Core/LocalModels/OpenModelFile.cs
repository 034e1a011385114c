using CodeAssist.Core.Providers;

namespace CodeAssist.Core.LocalModels;

/// <summary>One file of a model at a hub.</summary>
/// <param name="Quantisation">How its numbers are stored, by llama.cpp's name: <c>Q8_0</c>.</param>
/// <param name="Hub">Id of the hub.</param>
/// <param name="Repository">The hub's name of the place: <c>owner/name</c>.</param>
/// <param name="Revision">Branch or commit.</param>
/// <param name="Path">The file in there; of several the first (<see cref="SplitName"/>).</param>
public sealed record OpenModelFile(string Quantisation, string Hub, string Repository, string Revision, string Path)
{
    /// <summary>Its size in bytes, of several files that of all; null where nobody has read it.</summary>
    public Fact<long>? Bytes { get; init; }

    /// <summary>SHA-256 of its content in small hexadecimal digits; null where it is pinned at the first download, and where there are several files.</summary>
    public Fact<string>? Sha256 { get; init; }

    /// <summary>The name under which it lies on a disk.</summary>
    public string FileName => Path[(Path.LastIndexOf('/') + 1)..];
}
