using CodeAssist.Core.Completion.Fim;
using CodeAssist.Core.LocalModels;
using CodeAssist.Core.Providers;

namespace CodeAssist.Egress.Protocol.Catalogue.OpenModels;

/// <summary>Makes hubs and models of their entries.</summary>
internal sealed class OpenModelBuilder(FactBuilder facts)
{
    private const int LongestId = 80;
    private const int DigestDigits = 64;

    public ModelHub Hub(HubEntry entry) =>
        Origin.TryParse(entry.Origin, out var origin) && origin.Scheme is "https"
            ? new ModelHub(entry.Id, entry.Name, origin, entry.FilePath, entry.SearchPath, facts.Of(entry.RedirectDomains)!)
            : throw new CatalogueException($"hub {entry.Id} has an origin that does not begin with https or is not written exactly");

    /// <param name="entry">What is said now.</param>
    /// <param name="before">What was known already: it stays where nothing is said.</param>
    /// <param name="known">Where hubs are looked up.</param>
    public OpenModel Model(OpenModelEntry entry, OpenModel? before, OpenModelList known)
    {
        RequireId(entry.Id);
        var model = before ?? new OpenModel(entry.Id, entry.Name ?? entry.Id, entry.Roles ?? []);
        var built = model with
        {
            Name = entry.Name ?? model.Name,
            Roles = entry.Roles ?? model.Roles,
            Fim = facts.Of(entry.Fim) ?? model.Fim,
            Architecture = facts.Of(entry.Architecture) ?? model.Architecture,
            Parameters = facts.Of(entry.Parameters) ?? model.Parameters,
            ContextTokens = facts.Tokens(entry.ContextTokens, entry.Id) ?? model.ContextTokens,
            Shape = Shape(entry) ?? model.Shape,
            Licence = facts.Of(entry.Licence) ?? model.Licence,
            LicenceText = facts.Of(entry.LicenceText) ?? model.LicenceText,
            Commercial = facts.Of(entry.Commercial) ?? model.Commercial,
            Openness = new Openness(
                facts.Of(entry.OpenWeights) ?? model.Openness.Weights, facts.Of(entry.OpenData) ?? model.Openness.Data, facts.Of(entry.OpenCode) ?? model.Openness.Code),
            Files = entry.Files is { } files ? [.. files.Select(file => File(file, entry.Id, known))] : model.Files,
            Figures = entry.Figures is { } figures ? [.. figures.Select(Figure)] : model.Figures,
        };
        RequireUse(built);
        return built;
    }

    private Fact<NetworkShape>? Shape(OpenModelEntry entry)
    {
        if (facts.Of(entry.Shape) is not { Value: var shape } fact)
        {
            return null;
        }

        return shape is { Layers: > 0, Width: > 0, KeyValueHeads: > 0, HeadWidth: > 0, FeedForwardWidth: >= 0, Vocabulary: >= 0 }
            ? new(new NetworkShape(shape.Layers, shape.Width, shape.KeyValueHeads, shape.HeadWidth, shape.FeedForwardWidth, shape.Vocabulary), fact.Source, fact.ReadOn)
            : throw new CatalogueException($"model {entry.Id} has a shape with a measure that is not above zero");
    }

    private PublishedFigure Figure(FigureEntry entry) => new(entry.Test, facts.Of(new FactEntry<decimal>(entry.Value, entry.Source, entry.ReadOn))!);

    private OpenModelFile File(FileEntry entry, string model, OpenModelList known)
    {
        if (known.FindHub(entry.Hub) is null)
        {
            throw new CatalogueException($"model {model} has a file at hub {entry.Hub}, which nobody has named");
        }

        if (!IsPlain(entry.Repository) || !IsPlain(entry.Revision) || !IsPlain(entry.Path) || !entry.Path.EndsWith(".gguf", StringComparison.OrdinalIgnoreCase))
        {
            throw new CatalogueException($"model {model} has a file that is no plain path of a .gguf file");
        }

        if (entry.Sha256 is { Value: var digest } && (digest.Length != DigestDigits || !digest.All(char.IsAsciiHexDigitLower)))
        {
            throw new CatalogueException($"model {model} has a sha256 that is not 64 hexadecimal digits in small letters");
        }

        if (SplitName.Of(entry.Path) is { } part && (part.Number > 1 || entry.Sha256 is not null))
        {
            throw new CatalogueException($"model {model} has a file in several parts: the first is named, without a digest, since it would be of one part alone");
        }

        return new OpenModelFile(entry.Quantisation, entry.Hub, entry.Repository, entry.Revision, entry.Path) { Bytes = facts.Of(entry.Bytes), Sha256 = facts.Of(entry.Sha256) };
    }

    private static void RequireId(string id)
    {
        // It names a folder on the disk.
        if (id.Length is 0 or > LongestId || id[0] is '.' || !id.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '-' or '.'))
        {
            throw new CatalogueException($"model {id} needs another id: small letters, digits, hyphens and points");
        }
    }

    private static void RequireUse(OpenModel model)
    {
        if (model.Roles.Count == 0)
        {
            throw new CatalogueException($"model {model.Id} needs roles: completion, chat, or both");
        }

        if (model.Fim is { Value: var family } && FimFamilies.Find(family) is null)
        {
            throw new CatalogueException($"model {model.Id} is of the family {family}, which is not known");
        }
    }

    // What is put into an address and into a path: no way up, no query, nothing encoded.
    private static bool IsPlain(string path) =>
        path.Length is > 0 and <= 200
        && path.Split('/').All(part => part.Length > 0 && part is not "." and not ".." && part.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.'));
}
