using CodeAssist.Core.Assist;
using CodeAssist.Core.Routing;

namespace CodeAssist.Server.Assisting;

/// <summary>Whoever waits for an answer: an editor, or a terminal.</summary>
internal interface IAssistAudience
{
    /// <summary>For the record of what it allowed: who, and where.</summary>
    string Name { get; }

    /// <summary>Told who does the task, and again whenever that changes.</summary>
    void Decided(RouteDecision decision, Route.Run run);

    /// <summary>Told each piece of the answer as it comes.</summary>
    void Write(string piece);

    /// <summary>Told that what was written so far was not the answer, and why.</summary>
    void StartAgain(string why);

    /// <summary>Told how many of the questions of a task are answered.</summary>
    void Progress(int answered, int questions);

    /// <summary>Asks whether somebody may be asked who costs money.</summary>
    /// <param name="decision">Why.</param>
    /// <param name="ask">Who, for how much at most, and what happens on a no.</param>
    /// <param name="question">What would be sent, before secrets are taken out of it.</param>
    /// <param name="cancellationToken">Ends the wait; that is no permission.</param>
    Task<bool> AllowAsync(RouteDecision decision, Route.Ask ask, AssistQuestion question, CancellationToken cancellationToken);
}
