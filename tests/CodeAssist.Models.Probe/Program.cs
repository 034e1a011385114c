using CodeAssist.Models.Probe;

// A user of the ledger that a test may kill.
switch (args)
{
    case ["ledger", var directory]:
        return await RecordWriter.RunAsync(directory);
    case ["spend", var directory, var cents]:
        return await Spender.RunAsync(directory, int.Parse(cents, System.Globalization.CultureInfo.InvariantCulture));
    default:
        await Console.Error.WriteLineAsync("usage: ledger DIRECTORY | spend DIRECTORY CENTS");
        return 64;
}
