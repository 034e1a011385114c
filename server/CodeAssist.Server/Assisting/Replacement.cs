using CodeAssist.Core.Assist;
using CodeAssist.Core.Privacy.Gate;
using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Review.Findings;

namespace CodeAssist.Server.Assisting;

/// <summary>Asks for other lines and checks them; a model may correct itself once.</summary>
internal static class Replacement
{
    /// <summary>How often one model is asked.</summary>
    public const int AnswersPerModel = 2;

    public static async Task<AssistResult> AskAsync(
        AssistSubject subject, Conversation talk, IFixCheck check, IAssistAudience audience, CancellationToken cancellationToken)
    {
        var question = AssistPrompts.Whole(subject);
        for (var answers = 1; ; answers++)
        {
            var reply = await talk.AskAsync(question, audience.Write, cancellationToken);
            if (reply.Failure is { } failure)
            {
                return AssistResult.Of(failure);
            }

            var (change, objection) = await ReadAsync(subject, reply, check, cancellationToken);
            if (change is not null)
            {
                return change;
            }

            talk.Object(reply, objection);
            if (answers == AnswersPerModel)
            {
                return new AssistResult.Broken($"Its answers cannot be used. {objection}", IsUnusable: true);
            }

            audience.StartAgain(objection);
            question = question.Continue(
                new AssistTurn(TurnSpeaker.Model, [new PayloadPart(reply.Text, [subject.Origin])]), AssistPrompts.Correction(objection));
        }
    }

    private static async Task<(AssistResult.Change? Change, string Objection)> ReadAsync(AssistSubject subject, Reply reply, IFixCheck check, CancellationToken cancellationToken)
    {
        if (reply.IsCut)
        {
            return (null, "It was longer than an answer may be.");
        }

        var reading = ReplacementReader.Read(subject, reply.Text);
        if (reading is not ReplacementReading.Usable usable)
        {
            return (null, ((ReplacementReading.Unusable)reading).Objection);
        }

        var fix = ReplacementEdit.Of(subject, subject.Wish.Length > 0 ? subject.Wish : "Change these lines", usable.Text);
        var file = ChangedFile.AsItStands(subject.Origin.Path, subject.Document);
        return await check.ObjectionAsync(new ChangeSet(subject.Origin.Repository, "the open file", [file]), file, fix, cancellationToken) is { } objection
            ? (null, objection)
            : (new AssistResult.Change(fix, usable.Remark), "");
    }
}
