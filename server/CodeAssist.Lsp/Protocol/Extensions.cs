using System.Text.Json.Serialization;

namespace CodeAssist.Lsp.Protocol;

/// <summary>Server → editor, <c>codeassist/status</c>: what the status bar shows. Sent whenever it changes.</summary>
/// <param name="State">For the icon.</param>
/// <param name="Message">One sentence for people.</param>
/// <param name="Model">Name of the model in use, or null.</param>
/// <param name="Device">Where it runs, or null.</param>
/// <param name="Percent">How much of the model is loaded, 0 to 100, or null.</param>
/// <param name="LocalOnly">Why nothing leaves the machine, or null when something may.</param>
/// <param name="Task">Who does, or did, the last task that was not completion; null before the first.</param>
public sealed record StatusParams(
    ServerState State, string Message, string? Model = null, string? Device = null, int? Percent = null, LocalOnlyStatus? LocalOnly = null, TaskStatus? Task = null);

/// <param name="Tier">Where the model runs: <c>local</c>, <c>privateEndpoint</c> or <c>closedApi</c>.</param>
/// <param name="Model">Id of the model.</param>
/// <param name="Label">Tier and model in the few letters that a status bar has.</param>
/// <param name="Message">For people: who, and what it may cost or has cost.</param>
public sealed record TaskStatus(string Tier, string Model, string Label, string Message);

/// <param name="Chosen">Whether the user switched it on, and so can switch it off.</param>
/// <param name="Private">Whether the repositories of all open folders are on the user's list of private ones.</param>
/// <param name="Message">One sentence for people.</param>
public sealed record LocalOnlyStatus(bool Chosen, bool Private, string Message);

[JsonConverter(typeof(ServerStateConverter))]
public enum ServerState
{
    Loading,

    Ready,

    /// <summary>A request takes long enough to be worth showing.</summary>
    Thinking,

    /// <summary>The user snoozed suggestions.</summary>
    Paused,

    /// <summary>The settings want no suggestions, and no model is loaded for them.</summary>
    Off,

    /// <summary>It works, and nine of the last ten answers took longer than 1.5 s; the message says what to do about it.</summary>
    Slow,

    /// <summary>It works, but not as it should: on the CPU after a GPU crash, for instance.</summary>
    Degraded,

    /// <summary>There will be no suggestions until something is repaired.</summary>
    Failed,
}

/// <summary>Editor → server, <c>codeassist/debugInfo</c>, answered at any time, also when everything else waits.</summary>
/// <param name="Phase">Where in its life the server is.</param>
/// <param name="QueuedMessages">Messages that wait for their turn.</param>
/// <param name="Running">Requests in work, oldest first.</param>
/// <param name="Details">More lines, by name.</param>
public sealed record DebugInfoResult(
    string Phase, int QueuedMessages, IReadOnlyList<RunningRequest> Running, IReadOnlyDictionary<string, string> Details);

/// <param name="Id">As the editor sent it; texts in quotes.</param>
/// <param name="Method">What was asked.</param>
/// <param name="AgeMilliseconds">Time since it left the queue.</param>
public sealed record RunningRequest(string Id, string Method, double AgeMilliseconds);

public sealed record DebugInfoParams;

public sealed record ExplainLastParams;

/// <summary>Editor → server, <c>codeassist/explainLast</c>: what became of the last request for a suggestion.</summary>
/// <param name="Code">One stable word: <c>Suggested</c>, or why there was nothing.</param>
/// <param name="Sentence">The same for people, with what to do about it.</param>
/// <param name="File">Path of the file below its workspace folder, or null.</param>
/// <param name="Origin">Whether it was worked out, joined or remembered, or null.</param>
/// <param name="ElapsedMilliseconds">From the request to the answer, or null.</param>
/// <param name="HeldMilliseconds">How much of it was waiting before anybody was asked: for the next key, and for an answer under way that turned out to be another's; or null.</param>
/// <param name="ModelMilliseconds">How long the server waited for the model, the way there and back included, or null where it was not asked or did not answer.</param>
public sealed record ExplainLastResult(
    string Code,
    string Sentence,
    string? File = null,
    string? Origin = null,
    double? ElapsedMilliseconds = null,
    double? HeldMilliseconds = null,
    double? ModelMilliseconds = null);

internal sealed class ServerStateConverter() : JsonStringEnumConverter<ServerState>(System.Text.Json.JsonNamingPolicy.CamelCase);
