using CodeAssist.Core.Providers;

namespace CodeAssist.Core.LocalModels;

/// <summary>What is known of a model whose weights can be had. Null is unknown: it is said, and never taken for the best.</summary>
/// <param name="Id">How commands and settings name it: <c>qwen2.5-coder-1.5b</c>.</param>
/// <param name="Name">For people.</param>
/// <param name="Roles">What it can be used for; at least one.</param>
public sealed record OpenModel(string Id, string Name, IReadOnlyList<ModelRole> Roles)
{
    /// <summary>Id of the family by whose order it fills in (<see cref="Completion.Fim.FimFamilies"/>).</summary>
    public Fact<string>? Fim { get; init; }

    /// <summary>llama.cpp's name of its architecture.</summary>
    public Fact<string>? Architecture { get; init; }

    /// <summary>Number of its weights.</summary>
    public Fact<long>? Parameters { get; init; }

    /// <summary>Tokens that it was trained to read.</summary>
    public Fact<int>? ContextTokens { get; init; }

    public Fact<NetworkShape>? Shape { get; init; }

    /// <summary>Name of its licence.</summary>
    public Fact<string>? Licence { get; init; }

    /// <summary>Address of the licence's text.</summary>
    public Fact<string>? LicenceText { get; init; }

    /// <summary>What the licence says about using it at work.</summary>
    public Fact<CommercialUse>? Commercial { get; init; }

    public Openness Openness { get; init; } = Openness.Unknown;

    public IReadOnlyList<OpenModelFile> Files { get; init; } = [];

    public IReadOnlyList<PublishedFigure> Figures { get; init; } = [];

    /// <summary>Whether it is handed out only after a yes: whoever may not use it at work, or does not know, has to know that before.</summary>
    public bool NeedsConsent => Commercial?.Value is null or CommercialUse.Forbidden;
}
