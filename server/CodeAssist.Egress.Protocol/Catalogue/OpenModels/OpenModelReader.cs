using CodeAssist.Core.LocalModels;

namespace CodeAssist.Egress.Protocol.Catalogue.OpenModels;

/// <summary>Makes the list of models of a file's entries. The first thing that is wrong ends it: half a file is never used.</summary>
/// <param name="file">Names the file in what is said of it.</param>
/// <param name="today">The date of what a user says without one.</param>
internal sealed class OpenModelReader(string file, DateOnly today)
{
    private const int Version = 1;

    private readonly OpenModelBuilder _build = new(new FactBuilder(file, today));

    /// <summary>Reads the list that we ship, which a test has read before.</summary>
    /// <exception cref="InvalidDataException">It is broken.</exception>
    public OpenModelList ReadShipped(ReadOnlySpan<byte> content)
    {
        try
        {
            return Build(new OpenModelList([], []), Parse(content));
        }
        catch (CatalogueException exception)
        {
            throw new InvalidDataException($"{file}: {exception.Message}", exception);
        }
    }

    /// <summary>Adds a user's file to what there is.</summary>
    public OpenModelReading Extend(OpenModelList shipped, ReadOnlySpan<byte> content)
    {
        try
        {
            var entries = Parse(content);
            return entries.Hubs is null
                ? new OpenModelReading(Build(shipped, entries), Problem: null)
                : throw new CatalogueException("hubs cannot be added; download such a file yourself and name it with `codeassist models import`");
        }
        catch (CatalogueException exception)
        {
            return new OpenModelReading(shipped, $"{file} cannot be used: {exception.Message}.");
        }
    }

    private static OpenModelEntries Parse(ReadOnlySpan<byte> content) =>
        CatalogueText.Parse(content, OpenModelJsonContext.Default.OpenModelEntries) is { Version: Version } entries ? entries : throw new CatalogueException($"version is not {Version}");

    private OpenModelList Build(OpenModelList basis, OpenModelEntries entries)
    {
        var list = basis with { Hubs = [.. basis.Hubs, .. (entries.Hubs ?? []).Select(_build.Hub)] };
        var models = list.Models.ToDictionary(model => model.Id, StringComparer.OrdinalIgnoreCase);
        HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in entries.Models ?? [])
        {
            if (!seen.Add(entry.Id))
            {
                throw new CatalogueException($"model {entry.Id} is there twice");
            }

            models[entry.Id] = _build.Model(entry, models.GetValueOrDefault(entry.Id), list);
        }

        return list with { Models = [.. models.Values] };
    }
}
