using System.Text.Json;

namespace CodeAssist.Server.Assisting;

/// <summary>The form that an answer is to have.</summary>
/// <param name="Name">What the form is called, for providers that want a name.</param>
/// <param name="Schema">A JSON schema that it has to obey; null where the question says in words what is wanted.</param>
internal sealed record AnswerForm(string Name, JsonElement? Schema)
{
    /// <summary>Text for people.</summary>
    public static AnswerForm Prose { get; } = new("", Schema: null);

    /// <summary>How freely the model chooses its words, 0 for not at all; null for what it is used to.</summary>
    public float? Temperature { get; init; }

    /// <summary>Makes the same free choice again; null for a new one each time.</summary>
    public long? Seed { get; init; }
}
