using CodeAssist.Core.Providers;

namespace CodeAssist.Core.LocalModels;

/// <summary>A place that hands out files of models.</summary>
/// <param name="Id">Short name in the catalogue.</param>
/// <param name="Name">For people.</param>
/// <param name="Origin">Where it is asked.</param>
/// <param name="FilePath">Path of a file there, with <c>{repository}</c>, <c>{revision}</c> and <c>{path}</c>.</param>
/// <param name="SearchPath">Path of its search with <c>{words}</c>; null where it has none.</param>
/// <param name="RedirectDomains">Domains on whose hosts it keeps files: it may send us there, and nowhere else.</param>
public sealed record ModelHub(string Id, string Name, Origin Origin, string FilePath, string? SearchPath, Fact<IReadOnlyList<string>> RedirectDomains)
{
    /// <summary>Whether the user named its address, which may then lie in a network of the user's own, or on this machine.</summary>
    public bool IsNamedByUser { get; init; }
}
