BEGIN TRANSACTION;
CREATE TABLE attribute (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	question VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	audience VARCHAR NOT NULL, 
	role VARCHAR NOT NULL, 
	"group" VARCHAR
);
INSERT INTO "attribute" VALUES(1,'How satisfied are you overall?','How satisfied are you overall?','customer','overall',NULL);
CREATE TABLE batch (
	id INTEGER NOT NULL, 
	file VARCHAR NOT NULL, 
	sheet VARCHAR, 
	source VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	shop VARCHAR NOT NULL, 
	imported_at VARCHAR NOT NULL, 
	report VARCHAR NOT NULL, 
	undone_at VARCHAR, 
	PRIMARY KEY (id)
);
INSERT INTO "batch" VALUES(1,'orders.csv',NULL,'survey','survey','own','2026-11-03T09:30:00','{"file": "orders.csv", "sheet": null, "source": "survey", "kind": "survey", "rows": 2, "batch": 1, "added": {"customers": 1, "responses": 2, "ratings": 2}, "updated": {"customers": 0, "responses": 0, "ratings": 0}, "unchanged": {"customers": 0, "responses": 0, "ratings": 0}, "ignored": [], "bad": [], "bad_rows": 0, "warnings": ["the scale of “How satisfied are you overall?” is taken as 1–5: few answers, or none at its end"]}',NULL);
INSERT INTO "batch" VALUES(2,'orders.csv',NULL,'memberships','memberships','own','2026-11-03T09:30:00','{"file": "orders.csv", "sheet": null, "source": "memberships", "kind": "memberships", "rows": 1, "batch": 2, "added": {"customers": 0, "memberships": 1}, "updated": {"customers": 0, "memberships": 0}, "unchanged": {"customers": 1, "memberships": 0}, "ignored": [], "bad": [], "bad_rows": 0, "warnings": []}',NULL);
INSERT INTO "batch" VALUES(3,'orders.csv',NULL,'orders','orders','own','2026-11-03T09:30:00','{"file": "orders.csv", "sheet": null, "source": "orders", "kind": "orders", "rows": 3, "batch": 3, "added": {"customers": 1, "orders": 2, "lines": 2, "refunds": 1}, "updated": {"customers": 1, "orders": 0, "lines": 0, "refunds": 0}, "unchanged": {"customers": 0, "orders": 0, "lines": 0, "refunds": 0}, "ignored": [], "bad": [], "bad_rows": 0, "warnings": []}',NULL);
INSERT INTO "batch" VALUES(4,'orders.csv',NULL,'orders','orders','own','2026-11-03T09:30:00','{"file": "orders.csv", "sheet": null, "source": "orders", "kind": "orders", "rows": 1, "batch": 4, "added": {"customers": 0, "orders": 0, "lines": 0}, "updated": {"customers": 1, "orders": 1, "lines": 0}, "unchanged": {"customers": 0, "orders": 0, "lines": 1}, "ignored": [], "bad": [], "bad_rows": 0, "warnings": []}',NULL);
CREATE TABLE change (
	id INTEGER NOT NULL, 
	batch_id INTEGER NOT NULL, 
	entity VARCHAR NOT NULL, 
	row_id INTEGER NOT NULL, 
	"before" VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(batch_id) REFERENCES batch (id)
);
INSERT INTO "change" VALUES(1,4,'party',2,'{"id": 2, "key": "number:own:C2", "name": null, "kind": "person", "market": null, "party_type": "customer", "country": null, "birth_date": null, "channel": null, "joined_at": null, "attributes": "{}", "account_id": null, "listed": 0, "batch_id": 3}');
INSERT INTO "change" VALUES(2,4,'orders',2,'{"id": 2, "shop": "own", "key": "2", "party_id": 2, "ordered_at": 1767657600, "state": "paid", "gross": 600, "currency": "EUR", "channel": null, "country": null, "payment": null, "discount": null, "product": "Cup", "attributes": null, "batch_id": 3}');
CREATE TABLE complaint (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	shop VARCHAR NOT NULL, 
	"key" VARCHAR NOT NULL, 
	party_id INTEGER, 
	opened_at INTEGER NOT NULL, 
	closed_at INTEGER, 
	state VARCHAR NOT NULL, 
	cause VARCHAR, 
	channel VARCHAR, 
	resolution VARCHAR, 
	product VARCHAR, 
	order_key VARCHAR, 
	comment VARCHAR, 
	attributes VARCHAR, 
	batch_id INTEGER NOT NULL, 
	FOREIGN KEY(party_id) REFERENCES party (id)
);
CREATE TABLE goal (
	id INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	measure VARCHAR NOT NULL, 
	since VARCHAR NOT NULL, 
	baseline FLOAT NOT NULL, 
	target FLOAT NOT NULL, 
	by_day VARCHAR NOT NULL, 
	revision INTEGER NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "goal" VALUES(1,'Loyal','loyal','2026-01-01',0.1,0.2,'2027-01-01',4);
CREATE TABLE identity (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	kind VARCHAR NOT NULL, 
	namespace VARCHAR NOT NULL, 
	value VARCHAR NOT NULL, 
	party_id INTEGER NOT NULL, 
	batch_id INTEGER NOT NULL, 
	FOREIGN KEY(party_id) REFERENCES party (id)
);
INSERT INTO "identity" VALUES(1,'email','','a@example.org',1,1);
INSERT INTO "identity" VALUES(2,'number','own','C1',1,3);
INSERT INTO "identity" VALUES(3,'number','own','C2',2,3);
INSERT INTO "identity" VALUES(4,'email','','b@example.org',2,4);
CREATE TABLE interaction (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	shop VARCHAR NOT NULL, 
	"key" VARCHAR NOT NULL, 
	party_id INTEGER, 
	happened_at INTEGER NOT NULL, 
	interaction VARCHAR, 
	channel VARCHAR, 
	topic VARCHAR, 
	response_minutes FLOAT, 
	comment VARCHAR, 
	attributes VARCHAR, 
	batch_id INTEGER NOT NULL, 
	FOREIGN KEY(party_id) REFERENCES party (id)
);
CREATE TABLE look (
	id INTEGER NOT NULL, 
	revision INTEGER NOT NULL, 
	batches VARCHAR NOT NULL, 
	taken VARCHAR NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE membership (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	shop VARCHAR NOT NULL, 
	"key" VARCHAR NOT NULL, 
	party_id INTEGER, 
	programme_id INTEGER NOT NULL, 
	member_since INTEGER, 
	member_until INTEGER, 
	level VARCHAR, 
	points FLOAT, 
	attributes VARCHAR, 
	batch_id INTEGER NOT NULL, 
	FOREIGN KEY(party_id) REFERENCES party (id), 
	FOREIGN KEY(programme_id) REFERENCES programme (id)
);
INSERT INTO "membership" VALUES(1,'own','~|a@example.org|Harbour Club',1,1,1767744000,NULL,'gold',NULL,NULL,2);
CREATE TABLE order_line (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	order_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	product VARCHAR, 
	sku VARCHAR, 
	quantity FLOAT, 
	amount INTEGER, 
	batch_id INTEGER NOT NULL, 
	FOREIGN KEY(order_id) REFERENCES orders (id)
);
INSERT INTO "order_line" VALUES(1,1,1,'Mug',NULL,NULL,NULL,3);
INSERT INTO "order_line" VALUES(2,2,1,'Cup',NULL,NULL,NULL,3);
CREATE TABLE orders (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	shop VARCHAR NOT NULL, 
	"key" VARCHAR NOT NULL, 
	party_id INTEGER, 
	ordered_at INTEGER NOT NULL, 
	state VARCHAR NOT NULL, 
	gross INTEGER NOT NULL, 
	currency VARCHAR NOT NULL, 
	channel VARCHAR, 
	country VARCHAR, 
	payment VARCHAR, 
	discount VARCHAR, 
	product VARCHAR, 
	attributes VARCHAR, 
	batch_id INTEGER NOT NULL, 
	FOREIGN KEY(party_id) REFERENCES party (id)
);
INSERT INTO "orders" VALUES(1,'own','1',1,1767571200,'paid',500,'EUR',NULL,NULL,NULL,NULL,'Mug',NULL,3);
INSERT INTO "orders" VALUES(2,'own','2',2,1767657600,'paid',700,'EUR',NULL,NULL,NULL,NULL,'Cup',NULL,3);
CREATE TABLE party (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	"key" VARCHAR NOT NULL, 
	name VARCHAR, 
	kind VARCHAR NOT NULL, 
	market VARCHAR, 
	party_type VARCHAR NOT NULL, 
	country VARCHAR, 
	birth_date VARCHAR, 
	channel VARCHAR, 
	joined_at VARCHAR, 
	attributes VARCHAR NOT NULL, 
	account_id INTEGER, 
	listed BOOLEAN DEFAULT '0' NOT NULL, 
	batch_id INTEGER NOT NULL, 
	FOREIGN KEY(account_id) REFERENCES party (id)
);
INSERT INTO "party" VALUES(1,'email::a@example.org',NULL,'person',NULL,'customer',NULL,NULL,NULL,NULL,'{}',NULL,0,1);
INSERT INTO "party" VALUES(2,'email::b@example.org',NULL,'person',NULL,'customer',NULL,NULL,NULL,NULL,'{}',NULL,0,3);
CREATE TABLE programme (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	name VARCHAR NOT NULL
);
INSERT INTO "programme" VALUES(1,'Harbour Club');
CREATE TABLE rating (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	response_id INTEGER NOT NULL, 
	attribute_id INTEGER NOT NULL, 
	aspect VARCHAR NOT NULL, 
	value FLOAT, 
	low FLOAT NOT NULL, 
	high FLOAT NOT NULL, 
	batch_id INTEGER NOT NULL, 
	FOREIGN KEY(response_id) REFERENCES response (id), 
	FOREIGN KEY(attribute_id) REFERENCES attribute (id)
);
INSERT INTO "rating" VALUES(1,1,1,'performance',4.0,1.0,5.0,1);
INSERT INTO "rating" VALUES(2,2,1,'performance',2.0,1.0,5.0,1);
CREATE TABLE referral (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	shop VARCHAR NOT NULL, 
	"key" VARCHAR NOT NULL, 
	party_id INTEGER, 
	referred_id INTEGER, 
	referred_at INTEGER NOT NULL, 
	channel VARCHAR, 
	result VARCHAR, 
	attributes VARCHAR, 
	batch_id INTEGER NOT NULL, 
	FOREIGN KEY(party_id) REFERENCES party (id), 
	FOREIGN KEY(referred_id) REFERENCES party (id)
);
CREATE TABLE refund (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	shop VARCHAR NOT NULL, 
	"key" VARCHAR NOT NULL, 
	order_key VARCHAR, 
	party_id INTEGER, 
	refunded_at INTEGER NOT NULL, 
	amount INTEGER NOT NULL, 
	currency VARCHAR NOT NULL, 
	batch_id INTEGER NOT NULL, 
	FOREIGN KEY(party_id) REFERENCES party (id)
);
INSERT INTO "refund" VALUES(1,'own','~|3||1770422400|1000000#1','3',1,1770422400,100,'EUR',3);
CREATE TABLE remembered (
	id INTEGER NOT NULL, 
	shape VARCHAR NOT NULL, 
	said VARCHAR NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE response (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	shop VARCHAR NOT NULL, 
	"key" VARCHAR NOT NULL, 
	party_id INTEGER, 
	audience VARCHAR NOT NULL, 
	answered_at INTEGER, 
	channel VARCHAR, 
	comment VARCHAR, 
	attributes VARCHAR, 
	batch_id INTEGER NOT NULL, 
	FOREIGN KEY(party_id) REFERENCES party (id)
);
INSERT INTO "response" VALUES(1,'own','~a24506b7|a@example.org|1768867200#1',1,'customer',1768867200,NULL,NULL,'{"Delivery speed": "5"}',1);
INSERT INTO "response" VALUES(2,'own','~a24506b7||1770768000#1',NULL,'customer',1770768000,NULL,NULL,NULL,1);
CREATE TABLE reward (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	shop VARCHAR NOT NULL, 
	"key" VARCHAR NOT NULL, 
	party_id INTEGER, 
	programme_id INTEGER NOT NULL, 
	rewarded_at INTEGER NOT NULL, 
	reward VARCHAR, 
	points FLOAT, 
	amount INTEGER, 
	currency VARCHAR NOT NULL, 
	attributes VARCHAR, 
	batch_id INTEGER NOT NULL, 
	FOREIGN KEY(party_id) REFERENCES party (id), 
	FOREIGN KEY(programme_id) REFERENCES programme (id)
);
CREATE TABLE scenario (
	id INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	said VARCHAR NOT NULL, 
	revision INTEGER NOT NULL, 
	as_of VARCHAR NOT NULL, 
	saved_at VARCHAR NOT NULL, 
	result VARCHAR NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "scenario" VALUES(1,'Delivery','{}',4,'2026-02-28','2026-03-03T09:00:00','{}');
CREATE TABLE spend (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	shop VARCHAR NOT NULL, 
	"key" VARCHAR NOT NULL, 
	party_id INTEGER, 
	spent_at INTEGER NOT NULL, 
	spent_until INTEGER, 
	purpose VARCHAR NOT NULL, 
	channel VARCHAR, 
	amount INTEGER NOT NULL, 
	currency VARCHAR NOT NULL, 
	attributes VARCHAR, 
	batch_id INTEGER NOT NULL, 
	FOREIGN KEY(party_id) REFERENCES party (id)
);
CREATE TABLE workspace (
	id INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	revision INTEGER NOT NULL, 
	zone VARCHAR, 
	as_of VARCHAR, 
	cycle_days FLOAT, 
	closed_shops VARCHAR NOT NULL, 
	standards VARCHAR DEFAULT '{}' NOT NULL, 
	stage_rule VARCHAR DEFAULT '{}' NOT NULL, 
	loyalty_index VARCHAR DEFAULT '{}' NOT NULL, 
	truth VARCHAR, 
	PRIMARY KEY (id)
);
INSERT INTO "workspace" VALUES(1,'Harbour & Pine',5,NULL,NULL,30.0,'[]','{}','{}','{}',NULL);
CREATE UNIQUE INDEX ux_attribute ON attribute (question, audience);
CREATE UNIQUE INDEX ux_goal ON goal (name);
CREATE UNIQUE INDEX ux_look ON look (batches);
CREATE UNIQUE INDEX ux_programme ON programme (name);
CREATE UNIQUE INDEX ux_remembered ON remembered (shape);
CREATE UNIQUE INDEX ux_scenario ON scenario (name);
CREATE INDEX ix_change_batch_id ON change (batch_id);
CREATE UNIQUE INDEX ux_complaint_key ON complaint ("key", shop);
CREATE UNIQUE INDEX ux_identity ON identity (value, namespace, kind);
CREATE UNIQUE INDEX ux_interaction_key ON interaction ("key", shop);
CREATE UNIQUE INDEX ux_membership_key ON membership ("key", shop);
CREATE UNIQUE INDEX ux_orders_key ON orders ("key", shop);
CREATE UNIQUE INDEX ux_referral_key ON referral ("key", shop);
CREATE UNIQUE INDEX ux_refund_key ON refund ("key", shop);
CREATE UNIQUE INDEX ux_response_key ON response ("key", shop);
CREATE UNIQUE INDEX ux_reward_key ON reward ("key", shop);
CREATE UNIQUE INDEX ux_spend_key ON spend ("key", shop);
CREATE INDEX ix_order_line_order ON order_line (order_id);
CREATE INDEX ix_rating_response ON rating (response_id);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('party',2);
INSERT INTO "sqlite_sequence" VALUES('identity',4);
INSERT INTO "sqlite_sequence" VALUES('response',2);
INSERT INTO "sqlite_sequence" VALUES('attribute',1);
INSERT INTO "sqlite_sequence" VALUES('rating',2);
INSERT INTO "sqlite_sequence" VALUES('programme',1);
INSERT INTO "sqlite_sequence" VALUES('membership',1);
INSERT INTO "sqlite_sequence" VALUES('orders',2);
INSERT INTO "sqlite_sequence" VALUES('order_line',2);
INSERT INTO "sqlite_sequence" VALUES('refund',1);
COMMIT;
PRAGMA application_id = 1380995668;
PRAGMA user_version = 6;
