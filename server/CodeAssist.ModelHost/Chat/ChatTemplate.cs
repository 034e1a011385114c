using CodeAssist.ModelHost.Protocol;

namespace CodeAssist.ModelHost.Chat;

/// <summary>How one family of models was taught to read conversations. In its own texts, and nowhere else, markers stand for special tokens.</summary>
/// <param name="Id">Its name on the wire and in docs/model-host.md.</param>
/// <param name="Markers">Each has to be exactly one special token of the vocabulary.</param>
/// <param name="User">Around what the user says.</param>
/// <param name="Assistant">Around what the model said.</param>
/// <param name="Answer">What the model's answer follows.</param>
internal sealed record ChatTemplate(string Id, IReadOnlyList<string> Markers, ChatTurn User, ChatTurn Assistant, string Answer)
{
    /// <summary>What stands before every conversation.</summary>
    public string Beginning { get; init; } = "";

    public SystemPlace SystemPlace { get; init; } = SystemPlace.OwnMessage;

    /// <summary>Around what the system says, where that is a message of its own.</summary>
    public ChatTurn System { get; init; } = new("", "");

    /// <summary>What the system says where nobody says it; null for nothing, not even an empty message.</summary>
    public string? DefaultSystem { get; init; }

    /// <summary>Whose messages lose the blanks at both ends.</summary>
    public IReadOnlyList<ChatRole> Trims { get; init; } = [];

    /// <summary>Markers that may stand in an answer; any other ends it.</summary>
    public IReadOnlyList<string> Inner { get; init; } = [];

    /// <summary>Whether the blank behind a marker is the one that tokenizers of the SentencePiece kind put before a text themselves.</summary>
    public bool HasTokenizersBlank { get; init; }

    /// <summary>The same words for each speaker, but for the name.</summary>
    /// <param name="id">See <see cref="Id"/>.</param>
    /// <param name="markers">See <see cref="Markers"/>.</param>
    /// <param name="before">Before a message, <c>{role}</c> standing for the name of the speaker.</param>
    /// <param name="after">Behind a message.</param>
    public static ChatTemplate Uniform(string id, IReadOnlyList<string> markers, string before, string after) =>
        new(id, markers, Turn("user", before, after), Turn("assistant", before, after), Before("assistant", before)) { System = Turn("system", before, after) };

    /// <summary>The conversation as the model was taught to read it; what begins every text of its vocabulary comes before.</summary>
    /// <param name="messages">No two of one speaker in a row; the user's last.</param>
    public IReadOnlyList<ChatPart> Render(IReadOnlyList<ChatMessage> messages)
    {
        var system = messages is [{ Role: ChatRole.System } first, ..] ? Trimmed(first) : DefaultSystem;
        var said = messages.Where(message => message.Role is not ChatRole.System).ToList();
        var host = system is null ? -1 : SystemPlace switch
        {
            SystemPlace.FirstUserMessage => said.FindIndex(message => message.Role is ChatRole.User),
            SystemPlace.LastUserMessage => said.FindLastIndex(message => message.Role is ChatRole.User),
            _ => -1,
        };

        var parts = new ChatPartList(Markers);
        parts.AddOwn(Beginning);
        if (system is not null && SystemPlace is SystemPlace.OwnMessage)
        {
            parts.Add(System, system);
        }

        for (var i = 0; i < said.Count; i++)
        {
            var text = i == host ? $"{system}\n\n{Trimmed(said[i])}" : Trimmed(said[i]);
            parts.Add(said[i].Role is ChatRole.User ? User : Assistant, text);
        }

        parts.AddOwn(Answer);
        return parts.ToList();
    }

    private string Trimmed(ChatMessage message) => Trims.Contains(message.Role) ? message.Text.Trim() : message.Text;

    private static ChatTurn Turn(string role, string before, string after) => new(Before(role, before), after);

    private static string Before(string role, string before) => before.Replace("{role}", role, StringComparison.Ordinal);
}
