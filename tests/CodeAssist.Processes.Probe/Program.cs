using CodeAssist.Processes.Probe;

// What the tests cannot do to their own process: filter it, start it, lose its parent.
return args switch
{
    ["filter"] => FilterProbe.Run(),
    ["attempt"] => FilterProbe.AttemptOnce(),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: filter | attempt");
    return 64;
}
