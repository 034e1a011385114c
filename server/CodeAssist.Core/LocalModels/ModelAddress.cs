using System.Diagnostics.CodeAnalysis;
using CodeAssist.Core.Providers;

namespace CodeAssist.Core.LocalModels;

/// <summary>The address of one file of a model, as a user wrote it: <c>https://files.example/models/m-Q8_0.gguf</c>.</summary>
/// <param name="Origin">Who is asked.</param>
/// <param name="Path">The file there, beginning with a slash.</param>
public sealed record ModelAddress(Origin Origin, string Path)
{
    /// <summary>Id of the model of this address in a list.</summary>
    public const string Id = "by-address";

    private const string Ending = ".gguf";

    /// <summary>The name under which it lies on a disk.</summary>
    public string FileName => Path[(Path.LastIndexOf('/') + 1)..];

    /// <summary>Reads an address. What is not written exactly is refused, as are a query, a user's name and what is no .gguf file.</summary>
    /// <remarks>Without encryption only what is near is reached, which is checked where the connection is made.</remarks>
    public static bool TryParse(string text, [NotNullWhen(true)] out ModelAddress? address)
    {
        var isOne = EndpointText.TryParseMirror(text, out var origin, out var path)
            && path.EndsWith(Ending, StringComparison.OrdinalIgnoreCase) && path.LastIndexOf('/') + 1 < path.Length - Ending.Length;

        // Whoever names one of several files means the model.
        address = isOne ? new ModelAddress(origin!, SplitName.AllOf(path!)[0]) : null;
        return isOne;
    }

    /// <summary>Adds the file to a list. It may be kept on other hosts where the list has its hub, and otherwise nowhere else.</summary>
    public OpenModelList AddTo(OpenModelList list)
    {
        var known = list.Hubs.FirstOrDefault(hub => hub.Origin == Origin);
        var hub = new ModelHub(Id, Origin.Host, Origin, "{path}", SearchPath: null, known?.RedirectDomains ?? new Fact<IReadOnlyList<string>>([Origin.Host], Origin.ToString(), default))
        {
            IsNamedByUser = true,
        };
        var model = new OpenModel(Id, FileName, []) { Files = [new OpenModelFile("", Id, "", "", Path)] };
        return new OpenModelList([.. list.Hubs, hub], [.. list.Models, model]);
    }
}
