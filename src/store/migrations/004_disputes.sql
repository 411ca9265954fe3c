-- What a learner holds to be wrong about an item they dispute, in their own words.
alter table mark add column objection text;
