using CodeAssist.Core.Providers;

namespace CodeAssist.Egress.Protocol.Catalogue;

/// <summary>Makes a catalogue of a file's entries. The first thing that is wrong ends it: half a file is never used.</summary>
/// <param name="file">Names the file in what is said of it.</param>
/// <param name="today">The date of what a user says without one.</param>
internal sealed class CatalogueReader(string file, DateOnly today)
{
    private const int Version = 1;

    /// <summary>Reads the catalogue that we ship, which a test has read before.</summary>
    /// <exception cref="InvalidDataException">It is broken.</exception>
    public ModelCatalogue ReadShipped(ReadOnlySpan<byte> content)
    {
        try
        {
            return Build(new ModelCatalogue([], [], []), Parse(content), new ProviderBuilder(new FactBuilder(file, today)));
        }
        catch (CatalogueException exception)
        {
            throw new InvalidDataException($"{file}: {exception.Message}", exception);
        }
    }

    /// <summary>Adds a user's file to what there is.</summary>
    public CatalogueReading Extend(ModelCatalogue shipped, ReadOnlySpan<byte> content)
    {
        try
        {
            var entries = Parse(content);
            if (entries.Kinds is not null)
            {
                throw new CatalogueException("kinds cannot be added; name the provider itself");
            }

            foreach (var entry in entries.Providers ?? [])
            {
                UserProviderRules.Require(entry, shipped);
            }

            return new CatalogueReading(Build(shipped, entries, new ProviderBuilder(new FactBuilder(file, today))), Problem: null);
        }
        catch (CatalogueException exception)
        {
            return new CatalogueReading(shipped, $"{file} cannot be used: {exception.Message}.");
        }
    }

    private static CatalogueEntries Parse(ReadOnlySpan<byte> content) =>
        CatalogueText.Parse(content, CatalogueJsonContext.Default.CatalogueEntries) is { Version: Version } entries ? entries : throw new CatalogueException($"version is not {Version}");

    private static ModelCatalogue Build(ModelCatalogue basis, CatalogueEntries entries, ProviderBuilder build)
    {
        var catalogue = basis;
        foreach (var entry in entries.Kinds ?? [])
        {
            RequireNew(catalogue.FindKind(entry.Id) is null, $"kind {entry.Id}");
            catalogue = catalogue with { Kinds = [.. catalogue.Kinds, build.Kind(entry)] };
        }

        foreach (var entry in entries.Providers ?? [])
        {
            RequireNew(catalogue.FindProvider(entry.Id) is null, $"provider {entry.Id}");
            catalogue = catalogue with { Providers = [.. catalogue.Providers, build.Provider(entry, catalogue)] };
        }

        var cards = catalogue.Cards.ToDictionary(card => card.Id, StringComparer.Ordinal);
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (var entry in entries.Models ?? [])
        {
            var card = build.Card(entry, cards.GetValueOrDefault($"{entry.Provider}/{entry.Model}"));
            RequireNew(seen.Add(card.Id), $"model {card.Id}");
            RequireProvider(catalogue, entry);
            cards[card.Id] = card;
        }

        return catalogue with { Cards = [.. cards.Values] };
    }

    private static void RequireNew(bool isNew, string entry)
    {
        if (!isNew)
        {
            throw new CatalogueException($"{entry} is there twice");
        }
    }

    private static void RequireProvider(ModelCatalogue catalogue, CardEntry entry)
    {
        if (entry.Provider is not (ProviderTable.PrivateId or ProviderTable.LoopbackId) && catalogue.FindProvider(entry.Provider) is null)
        {
            throw new CatalogueException($"model {entry.Provider}/{entry.Model} is of a provider that nobody has named");
        }
    }
}
