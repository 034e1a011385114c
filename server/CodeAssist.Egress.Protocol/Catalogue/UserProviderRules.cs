using CodeAssist.Core.Providers;

namespace CodeAssist.Egress.Protocol.Catalogue;

/// <summary>What a provider of the user's own must not be: one of ours at another address, or a way to send something else than a key.</summary>
internal static class UserProviderRules
{
    private const int LongestId = 40;

    private static readonly string[] _headers = ["Authorization", "x-api-key", "api-key"];
    private static readonly string[] _variableEnds = ["_KEY", "_TOKEN"];

    /// <exception cref="CatalogueException">It may not be.</exception>
    public static void Require(ProviderEntry entry, ModelCatalogue shipped)
    {
        if (shipped.FindProvider(entry.Id) is { } ours)
        {
            throw new CatalogueException($"provider {entry.Id} is {ours.Name} at {ours.Origin}, and cannot be moved elsewhere; choose another id");
        }

        if (entry.Id.Length is 0 or > LongestId || !entry.Id.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '-')
            || entry.Id is ProviderTable.PrivateId or ProviderTable.LoopbackId || shipped.FindKind(entry.Id) is not null)
        {
            throw new CatalogueException($"provider {entry.Id} needs another id: small letters, digits and hyphens, and none that means something already");
        }

        if (entry.Place is ProviderPlace.Loopback)
        {
            throw new CatalogueException($"provider {entry.Id} is on this machine; the setting endpoints.loopback names that");
        }

        if (entry.KeyHeader is { } header && (!_headers.Contains(header.Name, StringComparer.OrdinalIgnoreCase) || !header.Prefix.All(letter => letter is ' ' || char.IsAsciiLetter(letter))))
        {
            throw new CatalogueException($"provider {entry.Id} has a keyHeader that is none of {string.Join(", ", _headers)}");
        }

        // It becomes a variable of the processes that we start: no name may pass that steers them.
        if (!_variableEnds.Any(end => entry.KeyVariable.EndsWith(end, StringComparison.Ordinal))
            || !entry.KeyVariable.All(letter => char.IsAsciiLetterUpper(letter) || char.IsAsciiDigit(letter) || letter is '_')
            || ProviderTable.KeyVariables.Contains(entry.KeyVariable, StringComparer.Ordinal))
        {
            throw new CatalogueException($"provider {entry.Id} needs a keyVariable of its own in capital letters that ends in _KEY or _TOKEN");
        }
    }
}
