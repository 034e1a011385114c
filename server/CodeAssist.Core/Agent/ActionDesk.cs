using CodeAssist.Core.Agent.Actions;
using CodeAssist.Core.Agent.Context;

namespace CodeAssist.Core.Agent;

/// <summary>Has actions carried out, and asks the user where the hands want to be allowed something.</summary>
internal sealed class ActionDesk(IAgentHands hands, IAgentUser user, bool isPlan)
{
    /// <summary>What is asked about can change while somebody reads the question; not for ever.</summary>
    private const int MostQuestions = 3;

    /// <returns>What came of it, and whether the user allowed it when asked.</returns>
    public async Task<(ActionResult Result, CallEnd End, bool IsAllowed)> DoAsync(AgentAction action, CancellationToken cancellationToken)
    {
        if (isPlan && !action.OnlyLooks)
        {
            return Forbid("This is a plan: nothing is changed and nothing is run.");
        }

        user.Begin(ActionSentences.Of(action));
        ApprovalGrant? grant = null;
        for (var questions = 0; ; questions++)
        {
            var result = VisibleParts.Of(await hands.DoAsync(action, grant, cancellationToken));
            switch (result)
            {
                case ActionResult.Done:
                    return (result, CallEnd.Done, grant is not null);
                case ActionResult.Failed:
                    return (result, CallEnd.Failed, grant is not null);
                case ActionResult.Refused refused:
                    return Forbid(refused.Why);
                case ActionResult.NeedsApproval needs when questions < MostQuestions:
                    var answer = await user.ApproveAsync(needs.Request, action, cancellationToken);
                    if (answer is ApprovalAnswer.No)
                    {
                        return Deny("The user did not allow it. Do not try to reach the same in another way.");
                    }

                    grant = new ApprovalGrant(needs.Request.Key, answer is ApprovalAnswer.Always && needs.Request.CanBeRemembered);
                    break;
                default:
                    return Deny("What the user was asked about changed again and again.");
            }
        }
    }

    private static (ActionResult Result, CallEnd End, bool IsAllowed) Forbid(string why) => (new ActionResult.Refused(why) { Parts = [AgentPrompts.Own(why + "\n")] }, CallEnd.Refused, IsAllowed: false);

    private static (ActionResult Result, CallEnd End, bool IsAllowed) Deny(string why) => (new ActionResult.Failed { Parts = [AgentPrompts.Own(why + "\n")] }, CallEnd.Denied, IsAllowed: false);
}
